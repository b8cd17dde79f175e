package io.uniongate.webpage;

import io.uniongate.contract.problem.Problem;
import io.uniongate.web.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures as OAuth's own endpoints must (RFC 6749 §5.2). */
final class OAuthProblems implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthProblems.class);

    /** A form that cannot be read fails again with each further part of it. */
    @Override
    public void handle(RoutingContext ctx) {
        if (ctx.response().headWritten()) {
            return;
        }
        Problem problem = Form.problem(ctx);
        HttpServerResponse response = Problems.putHeaders(ctx, problem)
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader("Pragma", "no-cache");
        if (problem instanceof Problem.InvalidClient) {
            response.putHeader("WWW-Authenticate", "Basic realm=\"uniongate\"");
        }
        response.end(body(problem).toBuffer())
                .onFailure(gone -> LOG.debug("The client did not wait for {}", problem.code()));
    }

    private static JsonObject body(Problem problem) {
        String description = problem instanceof Problem.InvalidRequest invalid ? invalid.detail() : problem.title();
        return new JsonObject().put("error", problem.error()).put("error_description", description);
    }
}
