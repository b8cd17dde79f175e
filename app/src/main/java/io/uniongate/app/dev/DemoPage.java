package io.uniongate.app.dev;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/** An H5 page that logs in as any OpenID Connect client does; only the development server has it. */
final class DemoPage {
    static final String PATH = "/demo/";

    private DemoPage() {}

    static void mount(Router router) {
        router.getWithRegex("/demo").handler(ctx -> ctx.redirect(PATH));
        router.get("/demo/*")
                .handler(DemoPage::allowItsOwnFiles)
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, "demo").setCachingEnabled(false));
    }

    private static void allowItsOwnFiles(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Security-Policy", "default-src 'self'; img-src * data:; frame-ancestors 'none'")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ctx.next();
    }
}
