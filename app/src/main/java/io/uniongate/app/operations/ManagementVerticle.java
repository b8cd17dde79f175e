package io.uniongate.app.operations;

import io.uniongate.web.Problems;
import io.uniongate.web.RequestIds;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Serves health and metrics on a port of their own, which only operators reach. */
public final class ManagementVerticle extends VerticleBase {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UNAVAILABLE = 503;

    private final String host;
    private final int port;
    private final Readiness readiness;
    private final Metrics metrics;
    private volatile int actualPort;

    public ManagementVerticle(String host, int port, Readiness readiness, Metrics metrics) {
        this.host = host;
        this.port = port;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().handler(new RequestIds());
        router.get("/health/live").handler(ctx -> answer(ctx, new JsonObject().put("status", "UP")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        Problems.on(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, host)
                .map(HttpServer::actualPort)
                .onSuccess(bound -> actualPort = bound);
    }

    public int port() {
        return actualPort;
    }

    private void ready(RoutingContext ctx) {
        readiness.report().onFailure(ctx::fail).onSuccess(report -> {
            ctx.response().setStatusCode(report.ready() ? 200 : UNAVAILABLE);
            answer(ctx, report.toJson());
        });
    }

    /** Off the event loop: every meter there is gets written out. */
    private void metrics(RoutingContext ctx) {
        vertx.executeBlocking(metrics::scrape, false)
                .onFailure(ctx::fail)
                .compose(text -> ctx.response()
                        .putHeader("Content-Type", PROMETHEUS_TEXT)
                        .end(text));
    }

    private static void answer(RoutingContext ctx, JsonObject body) {
        ctx.response().putHeader("Cache-Control", "no-store");
        ctx.json(body);
    }
}
