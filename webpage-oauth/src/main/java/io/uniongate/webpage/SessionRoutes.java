package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.web.Answer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /webpage/session} and {@code POST /webpage/logout}: who the cookie stands for, and its end. */
final class SessionRoutes {
    private final Bus bus;
    private final Handler<RoutingContext> cors;
    private final Set<String> trusted;

    SessionRoutes(Bus bus, WebpageSettings settings, Handler<RoutingContext> cors, Set<String> registered) {
        this.bus = bus;
        this.cors = cors;
        Set<String> origins = new HashSet<>(registered);
        Optional.ofNullable(ReturnTo.origin(settings.publicUrl().toString())).ifPresent(origins::add);
        trusted = Set.copyOf(origins);
    }

    void mount(Router router) {
        router.route("/webpage/session").handler(cors);
        router.get("/webpage/session").handler(Answer.json(this::tell));
        router.route("/webpage/logout").handler(cors);
        router.post("/webpage/logout").handler(Answer.empty(this::logOut));
    }

    private Future<JsonObject> tell(RoutingContext ctx) {
        return SessionCookie.of(ctx)
                .map(cookie -> bus.ask(new Sessions.OfCookie(cookie)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(user -> session(user.orElse(null)));
    }

    private static JsonObject session(@Nullable User user) {
        return new JsonObject().put("signedIn", user != null).put("user", user == null ? null : shown(user));
    }

    /** Without the phone number: the cookie is one for all clients, and not all of them are to know it. */
    private static JsonObject shown(User user) {
        return new JsonObject()
                .put("id", user.id().toString())
                .put("nickName", user.nickName())
                .put("avatarUrl", user.avatarUrl())
                .put("createdAt", user.createdAt())
                .put("unified", user.unified());
    }

    private Future<Void> logOut(RoutingContext ctx) {
        if (!isOwnSite(ctx)) {
            return ProblemException.failed(new Problem.CrossSiteRequest());
        }
        return SessionCookie.of(ctx)
                .<Future<Void>>map(cookie -> end(cookie))
                .orElseGet(Future::succeededFuture)
                .onSuccess(ended -> SessionCookie.clear(ctx));
    }

    private Future<Void> end(Secret cookie) {
        return bus.ask(new Sessions.EndCookie(cookie));
    }

    /** A browser names the origin of every POST; what names none is no page, unless the browser says it is. */
    private boolean isOwnSite(RoutingContext ctx) {
        String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return trusted.contains(origin);
        }
        String site = ctx.request().getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }
}
