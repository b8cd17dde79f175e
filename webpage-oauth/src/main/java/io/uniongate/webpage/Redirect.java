package io.uniongate.webpage;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Sends a browser elsewhere without telling where it comes from (security.md S41, RFC 9700 §4.2.4). */
final class Redirect {
    private Redirect() {}

    /**
     * Without a fragment of its own the address would inherit {@code #wechat_redirect} from WeChat's (RFC 9110
     * §10.2.2), and a page that routes by fragments would take that for a page; an empty one ends it.
     */
    static Future<Void> fromWeChat(RoutingContext ctx, String address) {
        return to(ctx, address.contains("#") ? address : address + "#");
    }

    static Future<Void> to(RoutingContext ctx, String address) {
        return ctx.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, address)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }
}
