package io.uniongate.webpage;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /.well-known/…}: what client libraries set themselves up with. */
final class DiscoveryRoutes {
    static final String OPENID = "/.well-known/openid-configuration";
    static final String OAUTH = "/.well-known/oauth-authorization-server";
    static final String KEYS = "/.well-known/jwks.json";

    private final Bus bus;
    private final Buffer document;
    private final Handler<RoutingContext> cors;

    DiscoveryRoutes(Bus bus, WebpageSettings settings, Handler<RoutingContext> cors) {
        this.bus = bus;
        this.document = Discovery.document(settings).toBuffer();
        this.cors = cors;
    }

    void mount(Router router) {
        router.route("/.well-known/*").handler(cors);
        router.get(OPENID).handler(ctx -> send(ctx, document).onFailure(ctx::fail));
        router.get(OAUTH).handler(ctx -> send(ctx, document).onFailure(ctx::fail));
        router.get(KEYS).handler(ctx -> keys(ctx).onFailure(ctx::fail));
    }

    private Future<Void> keys(RoutingContext ctx) {
        return bus.ask(new Keys.Published()).compose(set -> send(ctx, Buffer.buffer(set.json())));
    }

    private static Future<Void> send(RoutingContext ctx, Buffer json) {
        return ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .end(json);
    }
}
