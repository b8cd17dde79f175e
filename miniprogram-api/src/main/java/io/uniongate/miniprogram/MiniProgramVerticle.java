package io.uniongate.miniprogram;

import io.uniongate.contract.bus.Bus;
import io.uniongate.web.ClientAddress;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Puts the mini program's calls on the public router. */
public final class MiniProgramVerticle extends VerticleBase {
    private final Bus bus;
    private final Router router;
    private final TokenVerifier verifier;
    private final ClientAddress address;
    private final Handler<RoutingContext> loginLimit;

    public MiniProgramVerticle(
            Bus bus, Router router, TokenVerifier verifier, ClientAddress address, Handler<RoutingContext> loginLimit) {
        this.bus = bus;
        this.router = router;
        this.verifier = verifier;
        this.address = address;
        this.loginLimit = loginLimit;
    }

    @Override
    public Future<?> start() {
        new SignInRoutes(bus, address, loginLimit).mount(router);
        new SessionCheckRoutes(bus, verifier).mount(router);
        new ProfileRoutes(bus, verifier).mount(router);
        new PhoneRoutes(bus, verifier, loginLimit).mount(router);
        return Future.succeededFuture();
    }
}
