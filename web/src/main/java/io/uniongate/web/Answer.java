package io.uniongate.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Ends a route with what its future brings; whatever fails goes to {@link Problems}. */
public final class Answer {
    private Answer() {}

    /** 200 with a record as JSON, kept in no cache: all that the edges answer is somebody's own. */
    public static <T> Handler<RoutingContext> json(Function<RoutingContext, Future<T>> route) {
        return ctx -> Future.succeededFuture(ctx)
                .compose(route)
                .compose(body -> noStore(ctx)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(Json.encodeToBuffer(body)))
                .onFailure(ctx::fail);
    }

    /** 200 with plain text. */
    public static Handler<RoutingContext> text(Function<RoutingContext, Future<String>> route) {
        return ctx -> Future.succeededFuture(ctx)
                .compose(route)
                .compose(text -> noStore(ctx)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .end(text))
                .onFailure(ctx::fail);
    }

    /** 204 when it is done. */
    public static Handler<RoutingContext> empty(Function<RoutingContext, Future<Void>> route) {
        return ctx -> Future.succeededFuture(ctx)
                .compose(route)
                .compose(done -> noStore(ctx).setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private static HttpServerResponse noStore(RoutingContext ctx) {
        return ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
