package io.uniongate.miniprogram;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.uniongate.web.ClientAddress;
import io.uniongate.web.Problems;
import io.uniongate.web.RequestIds;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The mini program's edge on a server of its own, with nobody behind it but what a test serves on the bus. */
record MiniProgramEdge(WebClient client, int port) {
    static MiniProgramEdge start(Vertx vertx, Bus bus, AccessTokens tokens) {
        bus.serve(Keys.Published.class, ask -> Future.succeededFuture(tokens.published()))
                .await();
        TokenVerifier verifier =
                new TokenVerifier(vertx, bus, Clock.systemUTC(), AccessTokens.ISSUER, Duration.ofMinutes(10), true);
        Router router = Router.router(vertx);
        router.route().handler(new RequestIds());
        Problems.on(router);
        vertx.deployVerticle(new MiniProgramVerticle(
                        bus, router, verifier, new ClientAddress(List.of()), RoutingContext::next))
                .await();
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        return new MiniProgramEdge(WebClient.create(vertx), port);
    }

    HttpRequest<Buffer> post(String path) {
        return request(HttpMethod.POST, path);
    }

    HttpRequest<Buffer> put(String path) {
        return request(HttpMethod.PUT, path);
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path) {
        return client.request(method, port, "127.0.0.1", path).putHeader("Content-Type", "application/json");
    }
}
