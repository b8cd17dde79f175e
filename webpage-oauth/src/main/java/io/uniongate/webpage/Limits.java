package io.uniongate.webpage;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** How often one caller may begin a login, and call the token endpoints; a limit that is off just goes on. */
public record Limits(Handler<RoutingContext> logins, Handler<RoutingContext> tokens) {
    public static final Limits NONE = new Limits(RoutingContext::next, RoutingContext::next);
}
