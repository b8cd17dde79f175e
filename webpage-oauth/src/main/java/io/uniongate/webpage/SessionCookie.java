package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Stands for the session of somebody who signed in at a server-rendered page. */
final class SessionCookie {
    static final String NAME = "__Host-uniongate-session";
    private static final int LONGEST = 512;

    private SessionCookie() {}

    static Optional<Secret> of(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getCookie(NAME))
                .map(Cookie::getValue)
                .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                .map(Secret::new);
    }

    static void set(RoutingContext ctx, Secret cookie, Duration life) {
        ctx.response().addCookie(HostCookie.of(NAME, cookie, life));
    }

    static void clear(RoutingContext ctx) {
        set(ctx, new Secret(""), Duration.ZERO);
    }
}
