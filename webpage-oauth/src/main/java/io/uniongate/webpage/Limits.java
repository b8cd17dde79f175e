package io.uniongate.webpage;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * How often one caller may begin a login, call the token endpoints, and have a page signed for the JS-SDK; a limit that
 * is off just goes on.
 */
public record Limits(
        Handler<RoutingContext> logins, Handler<RoutingContext> tokens, Handler<RoutingContext> signatures) {
    public static final Limits NONE = new Limits(RoutingContext::next, RoutingContext::next, RoutingContext::next);
}
