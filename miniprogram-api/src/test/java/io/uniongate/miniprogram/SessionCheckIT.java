package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.account.Accounts;
import io.uniongate.web.AccessTokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionCheckIT {
    private static final String CHECK = "/miniprogram/session/check";

    @AutoClose
    private final MiniProgramApi api = new MiniProgramApi();

    @BeforeEach
    void serve() {
        api.answers(Accounts.CheckSessionKey.class, () -> api.asked.size() == 1);
    }

    @Test
    @Tag("T28")
    void tellsWhetherTheSessionKeyOfThisSessionStillHolds() {
        HttpRequest<Buffer> request = api.request(HttpMethod.POST, CHECK, "openid");

        HttpResponse<Buffer> held = request.send().await();
        HttpResponse<Buffer> lost = request.send().await();

        assertThat(held.statusCode()).isEqualTo(200);
        assertThat(held.bodyAsJsonObject()).isEqualTo(JsonObject.of("valid", true));
        assertThat(lost.bodyAsJsonObject()).isEqualTo(JsonObject.of("valid", false));
        assertThat(api.asked).containsOnly(new Accounts.CheckSessionKey(AccessTokens.SESSION));
    }

    @Test
    void wantsAToken() {
        assertThat(api.request(HttpMethod.POST, CHECK).send().await().statusCode())
                .isEqualTo(401);
        assertThat(api.asked).isEmpty();
    }
}
