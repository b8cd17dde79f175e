package io.uniongate.app.operations;

import io.uniongate.web.ClientAddress;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for each request and times it; never the query, which may hold a code. */
public final class AccessLog implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int LONGEST_PATH = 256;
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final Metrics metrics;
    private final ClientAddress addresses;
    private volatile RouteTemplates templates = RouteTemplates.of(List.of());

    public AccessLog(Metrics metrics, ClientAddress addresses) {
        this.metrics = metrics;
        this.addresses = addresses;
    }

    /** To be told once all routes are there. */
    public void know(Router router) {
        templates = RouteTemplates.of(router.getRoutes());
    }

    @Override
    public void handle(RoutingContext ctx) {
        long start = System.nanoTime();
        String client = AddressPrefix.of(addresses.of(ctx));
        ctx.addEndHandler(ended -> write(ctx, client, Duration.ofNanos(System.nanoTime() - start)));
        ctx.next();
    }

    private void write(RoutingContext ctx, String client, Duration took) {
        HttpMethod method = ctx.request().method();
        int status = ctx.response().getStatusCode();
        metrics.count(
                METHODS.contains(method) ? method.name() : "other",
                templates.find(ctx.request().path()),
                status,
                took);
        LOG.atInfo()
                .addKeyValue("method", method.name())
                .addKeyValue("path", path(ctx))
                .addKeyValue("status", status)
                .addKeyValue("ms", took.toMillis())
                .addKeyValue("client", client)
                .log("request");
    }

    private static String path(RoutingContext ctx) {
        String path = ctx.request().path();
        return path == null ? "" : path.substring(0, Math.min(path.length(), LONGEST_PATH));
    }
}
