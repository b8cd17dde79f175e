package io.uniongate.miniprogram;

import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.web.Answer;
import io.uniongate.web.BearerCheck;
import io.uniongate.web.TokenVerifier;
import io.uniongate.web.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /miniprogram/session/check}: whether encrypted data could be read now, or wx.login must come first. */
final class SessionCheckRoutes {
    private final Bus bus;
    private final TokenVerifier verifier;

    SessionCheckRoutes(Bus bus, TokenVerifier verifier) {
        this.bus = bus;
        this.verifier = verifier;
    }

    void mount(Router router) {
        router.post("/miniprogram/session/check")
                .handler(new BearerCheck(verifier))
                .handler(Answer.json(this::check));
    }

    private Future<Validity> check(RoutingContext ctx) {
        return bus.ask(new Accounts.CheckSessionKey(VerifiedToken.of(ctx).session()))
                .map(Validity::new);
    }

    record Validity(boolean valid) {}
}
