package io.uniongate.account;

import io.uniongate.contract.bus.Bus;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;

/** Puts the calls of an account's owner on the public router. */
public final class AccountVerticle extends VerticleBase {
    private final Bus bus;
    private final Router router;
    private final TokenVerifier verifier;

    public AccountVerticle(Bus bus, Router router, TokenVerifier verifier) {
        this.bus = bus;
        this.router = router;
        this.verifier = verifier;
    }

    @Override
    public Future<?> start() {
        new AccountRoutes(bus, verifier).mount(router);
        new SessionRoutes(bus, verifier).mount(router);
        return Future.succeededFuture();
    }
}
