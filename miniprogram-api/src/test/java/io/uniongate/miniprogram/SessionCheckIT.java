package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.Edge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SessionCheckIT {
    private final AccessTokens tokens = AccessTokens.create();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private Edge edge;

    @BeforeEach
    void serve(Vertx vertx) {
        Bus bus = Bus.on(vertx);
        edge = Fixture.edge(vertx, bus, tokens);
        bus.serve(Accounts.CheckSessionKey.class, this::answer).await();
    }

    private Future<Boolean> answer(Accounts.CheckSessionKey ask) {
        asked.add(ask);
        return Future.succeededFuture(asked.size() == 1);
    }

    @Test
    @Tag("T28")
    void tellsWhetherTheSessionKeyOfThisSessionStillHolds() {
        String token = tokens.withScope("openid");

        HttpResponse<Buffer> held =
                request().bearerTokenAuthentication(token).send().await();
        HttpResponse<Buffer> lost =
                request().bearerTokenAuthentication(token).send().await();

        assertThat(held.statusCode()).isEqualTo(200);
        assertThat(held.bodyAsJsonObject()).isEqualTo(JsonObject.of("valid", true));
        assertThat(lost.bodyAsJsonObject()).isEqualTo(JsonObject.of("valid", false));
        assertThat(asked).containsOnly(new Accounts.CheckSessionKey(AccessTokens.SESSION));
    }

    @Test
    void wantsAToken() {
        assertThat(request().send().await().statusCode()).isEqualTo(401);
        assertThat(asked).isEmpty();
    }

    private HttpRequest<Buffer> request() {
        return edge.request(HttpMethod.POST, "/miniprogram/session/check");
    }
}
