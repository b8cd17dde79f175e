package io.uniongate.webpage;

import io.uniongate.contract.problem.Problem;
import io.uniongate.web.Problems;
import io.uniongate.web.RequestIds;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows people pages where programs would be told a problem; the failure handler of every route a person visits. */
final class Pages implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String LINKS = Pages.class.getName();

    /** Remembers the ways on that a later page of this request shows, should there be one. */
    static void offer(RoutingContext ctx, Link... links) {
        ctx.put(LINKS, List.of(links));
    }

    @Override
    public void handle(RoutingContext ctx) {
        Problem problem = Form.problem(ctx);
        refuse(ctx, problem).onFailure(gone -> LOG.debug("The browser did not wait for {}", problem.code()));
    }

    static Future<Void> refuse(RoutingContext ctx, Problem problem) {
        HttpServerResponse response = Problems.putHeaders(ctx, problem).setStatusCode(problem.status());
        return end(ctx, response, Notice.of(problem), Objects.toString(RequestIds.of(ctx), "") + " " + problem.code());
    }

    static Future<Void> show(RoutingContext ctx, Notice notice) {
        return end(ctx, ctx.response(), notice, RequestIds.of(ctx));
    }

    private static Future<Void> end(
            RoutingContext ctx, HttpServerResponse response, Notice notice, @Nullable String reference) {
        return end(response, Page.CONTENT_POLICY, new Page(notice, language(ctx), links(ctx), reference).html());
    }

    static Future<Void> show(RoutingContext ctx, Waiting waiting) {
        return end(ctx.response(), waiting.contentPolicy(), new WaitingPage(waiting, language(ctx), links(ctx)).html());
    }

    private static Language language(RoutingContext ctx) {
        return Language.preferred(ctx.acceptableLanguages());
    }

    private static List<Link> links(RoutingContext ctx) {
        return Objects.requireNonNullElse(ctx.<List<Link>>get(LINKS), List.of());
    }

    private static Future<Void> end(HttpServerResponse response, String contentPolicy, String html) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, "Accept-Language")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Security-Policy", contentPolicy)
                .end(html);
    }
}
