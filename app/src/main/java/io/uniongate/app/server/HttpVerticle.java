package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One event loop's share of the public port; on its way out it lets requests in flight finish. */
final class HttpVerticle extends VerticleBase {
    /** Above the 60 s for which reverse proxies keep idle connections, so that they are the ones to close them. */
    private static final int IDLE_SECONDS = 75;

    /** An authorization request with a long state and redirect URI does not fit into the usual 4096. */
    private static final int LONGEST_REQUEST_LINE = 8192;

    /** Below zero Vert.x takes one free port for all instances of a deployment. */
    private static final int SHARED_FREE_PORT = -1;

    private final AppConfig config;
    private final Handler<HttpServerRequest> handler;
    private final AtomicInteger actualPort;
    private @Nullable HttpServer server;

    HttpVerticle(AppConfig config, Handler<HttpServerRequest> handler, AtomicInteger actualPort) {
        this.config = config;
        this.handler = handler;
        this.actualPort = actualPort;
    }

    @Override
    public Future<?> start() {
        int port = config.http().port();
        return vertx.createHttpServer(new HttpServerOptions()
                        .setIdleTimeout(IDLE_SECONDS)
                        .setMaxInitialLineLength(LONGEST_REQUEST_LINE))
                .requestHandler(handler)
                .listen(port == 0 ? SHARED_FREE_PORT : port, config.http().host())
                .onSuccess(this::listening);
    }

    @Override
    public Future<?> stop() {
        long seconds = Math.max(1, config.shutdown().finishWithin().toSeconds());
        return server == null ? Future.succeededFuture() : server.shutdown(seconds, TimeUnit.SECONDS);
    }

    private void listening(HttpServer listening) {
        server = listening;
        actualPort.set(listening.actualPort());
    }
}
