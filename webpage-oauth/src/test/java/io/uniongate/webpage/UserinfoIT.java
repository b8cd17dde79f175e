package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.web.AccessTokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UserinfoIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void tellsTheProfileToWhoMayKnowIt() {
        HttpResponse<Buffer> answer = provider.get("/oauth2/userinfo", "Authorization", bearer("openid profile"));

        assertThat(Provider.json(answer))
                .isEqualTo(new JsonObject()
                        .put("sub", FakeSessions.USER.toString())
                        .put("name", "小明")
                        .put("nickname", "小明")
                        .put("picture", "https://img.example.com/1.png"));
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void tellsOthersTheSubjectOnly() {
        HttpResponse<Buffer> answer =
                provider.send(HttpMethod.POST, "/oauth2/userinfo", "Authorization", bearer("openid"));

        assertThat(Provider.json(answer)).isEqualTo(JsonObject.of("sub", FakeSessions.USER.toString()));
    }

    @Test
    void wantsAToken() {
        HttpResponse<Buffer> answer = provider.get("/oauth2/userinfo");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).startsWith("Bearer");
        assertThat(Provider.error(answer)).isEqualTo("invalid_token");
    }

    @Test
    void wantsATokenThatHolds() {
        String forged = AccessTokens.create().withScope("openid");

        HttpResponse<Buffer> answer = provider.get("/oauth2/userinfo", "Authorization", "Bearer " + forged);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    private String bearer(String scope) {
        return "Bearer " + provider.tokens.withScope(scope);
    }
}
