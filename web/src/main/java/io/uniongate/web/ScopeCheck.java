package io.uniongate.web;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets only tokens pass that were granted a scope (RFC 6750 §3.1); mount it behind a {@link BearerCheck}. */
public final class ScopeCheck implements Handler<RoutingContext> {
    private final String scope;

    public ScopeCheck(String scope) {
        this.scope = scope;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!VerifiedToken.of(ctx).scope().has(scope)) {
            throw new ProblemException(new Problem.InsufficientScope());
        }
        ctx.next();
    }
}
