package io.uniongate.webpage;

import io.uniongate.contract.Scope;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.web.Answer;
import io.uniongate.web.BearerCheck;
import io.uniongate.web.Body;
import io.uniongate.web.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code /oauth2/userinfo}: who an access token speaks for (OIDC Core §5.3). */
final class UserinfoRoutes {
    static final String USERINFO = "/oauth2/userinfo";

    private final Bus bus;
    private final BearerCheck bearer;
    private final Handler<RoutingContext> cors;

    UserinfoRoutes(Bus bus, BearerCheck bearer, Handler<RoutingContext> cors) {
        this.bus = bus;
        this.bearer = bearer;
        this.cors = cors;
    }

    void mount(Router router) {
        router.route(USERINFO).handler(cors);
        router.route(USERINFO)
                .method(HttpMethod.GET)
                .method(HttpMethod.POST)
                .handler(Body.handler())
                .handler(bearer)
                .handler(Answer.json(this::tell));
    }

    private Future<JsonObject> tell(RoutingContext ctx) {
        VerifiedToken token = VerifiedToken.of(ctx);
        return bus.ask(new Accounts.Find(token.subject(), new Accounts.Reader(token.client(), token.session())))
                .map(user -> claims(token, user));
    }

    /** The subject stays the token's own, even after a merge: clients must compare it (OIDC Core §5.3.2). */
    private static JsonObject claims(VerifiedToken token, User user) {
        JsonObject claims = new JsonObject().put("sub", token.subject().toString());
        if (token.scope().has(Scope.PROFILE)) {
            putIfKnown(claims, "name", user.nickName());
            putIfKnown(claims, "nickname", user.nickName());
            putIfKnown(claims, "picture", user.avatarUrl());
        }
        return claims;
    }

    private static void putIfKnown(JsonObject claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
