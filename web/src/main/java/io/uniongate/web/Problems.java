package io.uniongate.web;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns any failed request into {@code application/problem+json} (RFC 9457). */
public final class Problems implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final List<Integer> STATUSES_OF_VERTX = List.of(400, 401, 403, 404, 406, 413, 414, 415, 500);

    /** Makes this the last word of a router: an edge that answers failures its own way is asked before. */
    public static void on(Router router) {
        Problems problems = new Problems();
        router.route().last().failureHandler(problems);
        STATUSES_OF_VERTX.forEach(status -> router.errorHandler(status, problems));
        AllowedMethods allowed = new AllowedMethods(router);
        router.errorHandler(405, ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, allowed.at(ctx.normalizedPath()));
            problems.handle(ctx);
        });
    }

    /** What went wrong with a failed request; tells the log of what nobody meant to happen, so ask once. */
    public static Problem of(RoutingContext ctx) {
        Throwable failure = ctx.failure();
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof HttpException refused) {
            return ofStatus(refused.getStatusCode());
        }
        if (failure == null) {
            return ofStatus(ctx.statusCode());
        }
        LOG.error("{} {} failed unexpectedly", ctx.request().method(), ctx.normalizedPath(), failure);
        return new Problem.Internal();
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (ctx.response().closed() || ctx.response().headWritten()) {
            LOG.debug("The client has gone, or has half an answer that nothing can mend", ctx.failure());
            ctx.response().reset().onFailure(gone -> LOG.debug("The client has gone", gone));
            return;
        }
        answer(ctx, of(ctx));
    }

    /** Answers with a problem where nothing failed. */
    public static void answer(RoutingContext ctx, Problem problem) {
        putHeaders(ctx, problem)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .setStatusCode(problem.status())
                .end(body(ctx, problem).toBuffer())
                .onFailure(gone -> LOG.debug("The client did not wait for {}", problem.code()));
    }

    /** The headers that belong to a problem in whatever form it is told. */
    public static HttpServerResponse putHeaders(RoutingContext ctx, Problem problem) {
        HttpServerResponse response = ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem instanceof Problem.Passing passing) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(passing.retryAfter()));
        }
        if (problem instanceof Problem.TokenInvalid || problem instanceof Problem.InsufficientScope) {
            response.putHeader("WWW-Authenticate", challenge(ctx, problem));
        }
        return response;
    }

    /** RFC 6750 §3.1: who sent no token at all is not told what would be wrong with it. */
    private static String challenge(RoutingContext ctx, Problem problem) {
        return ctx.request().headers().contains(HttpHeaders.AUTHORIZATION)
                ? "Bearer error=\"" + problem.error() + "\""
                : "Bearer realm=\"uniongate\"";
    }

    private static JsonObject body(RoutingContext ctx, Problem problem) {
        String type = problem.code().toLowerCase(Locale.ROOT).replace('_', '-');
        JsonObject body = new JsonObject()
                .put("type", "urn:uniongate:problem:" + type)
                .put("title", problem.title())
                .put("status", problem.status())
                .mergeIn(JsonObject.mapFrom(problem))
                .put("code", problem.code());
        String requestId = RequestIds.of(ctx);
        return requestId == null ? body : body.put("requestId", requestId);
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> new Problem.TokenInvalid();
            case 403 -> new Problem.AccessDenied();
            case 404 -> new Problem.NotFound();
            case 405 -> new Problem.MethodNotAllowed();
            case 406 -> new Problem.NotAcceptable();
            case 413 -> new Problem.PayloadTooLarge();
            case 415 -> new Problem.UnsupportedMediaType();
            case 503 -> new Problem.Unavailable();
            default ->
                status >= 400 && status < 500
                        ? new Problem.InvalidRequest("The request is malformed")
                        : new Problem.Internal();
        };
    }
}
