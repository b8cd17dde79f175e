package io.uniongate.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/** Headers that every answer carries; a page that shows something replaces the content policy with its own. */
public final class SecurityHeaders implements Handler<RoutingContext> {
    private final boolean https;

    public SecurityHeaders(URI publicUrl) {
        https = "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerResponse response = ctx.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (https) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        ctx.next();
    }
}
