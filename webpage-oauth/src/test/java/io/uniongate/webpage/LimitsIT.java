package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LimitsIT {
    private static final Handler<RoutingContext> FULL = ctx -> {
        throw new ProblemException(new Problem.RateLimited(9));
    };

    @AutoClose
    private final Provider provider = Provider.start(new Limits(FULL, FULL, FULL));

    @Test
    void showsAPageToWhoLogsInTooOften() {
        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("9");
        assertThat(answer.getHeader("Content-Type")).startsWith("text/html");
    }

    @Test
    void tellsASilentClientWhoseUserLogsInTooOften() {
        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE + "&prompt=none");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer)).startsWith(Fixture.CALLBACK + "?error=temporarily_unavailable&");
    }

    @Test
    void tellsAPageThatIsSignedTooOften() {
        HttpResponse<Buffer> answer =
                provider.get("/webpage/js-sdk?appId=wxaccount&url=x", "Origin", "https://h5.example.com");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://h5.example.com");
    }

    @Test
    void tellsAClientThatCallsTooOften() {
        HttpResponse<Buffer> answer = provider.post("/oauth2/token", Provider.form("client_id", "h5-shop"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("9");
        assertThat(Provider.error(answer)).isEqualTo("temporarily_unavailable");
    }
}
