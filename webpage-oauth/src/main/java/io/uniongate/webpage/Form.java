package io.uniongate.webpage;

import io.netty.handler.codec.DecoderException;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.web.Body;
import io.uniongate.web.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form that a request brings (RFC 6749 §3.2, appendix B). */
final class Form {
    private static final String TYPE = "application/x-www-form-urlencoded";

    private Form() {}

    static Handler<RoutingContext> handler() {
        Handler<RoutingContext> bodies = Body.handler();
        return ctx -> {
            if (!isForm(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
                throw new ProblemException(new Problem.UnsupportedMediaType());
            }
            bodies.handle(ctx);
        };
    }

    static Parameters of(RoutingContext ctx) {
        return new Parameters(ctx.request().formAttributes());
    }

    /** What went wrong with a request that may have brought a form. */
    static Problem problem(RoutingContext ctx) {
        return isUnreadable(ctx.failure()) ? new Problem.InvalidRequest("the form cannot be read") : Problems.of(ctx);
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE);
    }

    /** How a form fails that is too long, too rich or wrongly encoded. */
    private static boolean isUnreadable(@Nullable Throwable failure) {
        return failure instanceof IOException || failure instanceof DecoderException;
    }
}
