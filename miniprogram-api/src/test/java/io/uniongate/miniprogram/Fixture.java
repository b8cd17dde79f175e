package io.uniongate.miniprogram;

import io.uniongate.contract.bus.Bus;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.ClientAddress;
import io.uniongate.web.Edge;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The mini program's edge, with nobody behind it but what a test serves on the bus. */
final class Fixture {
    private Fixture() {}

    static Edge edge(Vertx vertx, Bus bus, AccessTokens tokens) {
        TokenVerifier verifier = tokens.verifier(vertx, bus);
        return Edge.with(
                vertx,
                router -> vertx.deployVerticle(new MiniProgramVerticle(
                                bus, router, verifier, new ClientAddress(List.of()), RoutingContext::next))
                        .await());
    }
}
