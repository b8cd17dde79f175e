package io.uniongate.web;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Lets only requests with a valid access token pass (RFC 6750 §2.1); mount it behind the body's handler. */
public final class BearerCheck implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";

    private final TokenVerifier verifier;

    public BearerCheck(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Future.succeededFuture(ctx)
                .map(BearerCheck::token)
                .compose(verifier::verify)
                .onSuccess(token -> pass(ctx, token))
                .onFailure(ctx::fail);
    }

    private static String token(RoutingContext ctx) {
        List<String> sent = ctx.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (sent.size() != 1 || !sent.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ProblemException(new Problem.TokenInvalid());
        }
        return sent.get(0).substring(SCHEME.length()).strip();
    }

    private static void pass(RoutingContext ctx, VerifiedToken token) {
        token.attachTo(ctx);
        ctx.next();
    }
}
