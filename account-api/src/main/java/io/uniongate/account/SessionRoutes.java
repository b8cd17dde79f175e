package io.uniongate.account;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.web.Answer;
import io.uniongate.web.BearerCheck;
import io.uniongate.web.TokenVerifier;
import io.uniongate.web.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /users/me/sessions}: where somebody is signed in, and how to end that. */
final class SessionRoutes {
    private final Bus bus;
    private final BearerCheck bearer;

    SessionRoutes(Bus bus, TokenVerifier verifier) {
        this.bus = bus;
        bearer = new BearerCheck(verifier);
    }

    void mount(Router router) {
        router.get("/users/me/sessions").handler(bearer).handler(Answer.json(this::list));
        router.delete("/users/me/sessions").handler(bearer).handler(Answer.empty(this::endAll));
        router.delete("/users/me/sessions/:id").handler(bearer).handler(Answer.empty(this::end));
    }

    private Future<SessionList> list(RoutingContext ctx) {
        VerifiedToken token = VerifiedToken.of(ctx);
        return bus.ask(new Sessions.OfUser(token.subject())).map(views -> SessionList.of(views, token.session()));
    }

    private Future<Void> endAll(RoutingContext ctx) {
        return bus.ask(new Sessions.EndAll(VerifiedToken.of(ctx).subject()));
    }

    private Future<Void> end(RoutingContext ctx) {
        return bus.ask(new Sessions.End(VerifiedToken.of(ctx).subject(), sessionId(ctx)));
    }

    /** What cannot be a session's id is no session's id. */
    private static SessionId sessionId(RoutingContext ctx) {
        try {
            return new SessionId(UUID.fromString(ctx.pathParam("id")));
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(new Problem.NotFound());
        }
    }

    record SessionList(List<SessionItem> sessions) {
        static SessionList of(List<Sessions.View> views, SessionId current) {
            return new SessionList(
                    views.stream().map(view -> SessionItem.of(view, current)).toList());
        }
    }

    record SessionItem(
            SessionId id,
            ClientId clientId,
            @Nullable AppId appId,
            @Nullable String device,
            @Nullable String ipPrefix,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current) {
        static SessionItem of(Sessions.View view, SessionId current) {
            return new SessionItem(
                    view.id(),
                    view.clientId(),
                    view.appId(),
                    view.device(),
                    view.ipPrefix(),
                    view.createdAt(),
                    view.lastUsedAt(),
                    view.expiresAt(),
                    view.id().equals(current));
        }
    }
}
