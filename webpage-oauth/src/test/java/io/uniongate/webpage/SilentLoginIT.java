package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SilentLoginIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void staysSilentWhereItCan() {
        HttpResponse<Buffer> answer =
                provider.get(Provider.AUTHORIZE + "&prompt=none", "User-Agent", Fixture.WECHAT_BROWSER);

        assertThat(Provider.location(answer)).contains("&scope=snsapi_base&");
    }

    @Test
    void saysThatAPageWouldBeNeeded() {
        HttpResponse<Buffer> answer = provider.get(
                Provider.AUTHORIZE + "&prompt=none", "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/140");

        assertThat(Provider.location(answer))
                .startsWith(Fixture.CALLBACK + "?error=interaction_required&")
                .endsWith("&state=s1&iss=https%3A%2F%2Fauth.example.com");
    }

    @ParameterizedTest
    @MethodSource
    void tellsASilentClientWhyNoLoginCanBegin(Problem problem, String error) {
        provider.authorization.failWith(problem);

        HttpResponse<Buffer> answer =
                provider.get(Provider.AUTHORIZE + "&prompt=none", "User-Agent", Fixture.WECHAT_BROWSER);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer))
                .startsWith(Fixture.CALLBACK + "?error=" + error + "&")
                .endsWith("&state=s1&iss=https%3A%2F%2Fauth.example.com");
    }

    static Stream<Arguments> tellsASilentClientWhyNoLoginCanBegin() {
        return Stream.of(
                Arguments.of(new Problem.LoginLoop(), "temporarily_unavailable"),
                Arguments.of(new Problem.StorageUnavailable(2), "temporarily_unavailable"),
                Arguments.of(new Problem.Internal(), "server_error"));
    }

    @Tag("S27")
    @ParameterizedTest
    @CsvSource({
        "snapshot,interaction_required",
        "used,access_denied",
        "down,temporarily_unavailable",
        "authdeny,access_denied"
    })
    void showsNoPageWhenTheClientWantsNone(String code, String error) {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE + "&prompt=none");

        HttpResponse<Buffer> answer = provider.comeBack(visit, "&code=" + code);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer))
                .startsWith(Fixture.CALLBACK + "?error=" + error + "&")
                .endsWith("&state=s1&iss=https%3A%2F%2Fauth.example.com#");
    }
}
