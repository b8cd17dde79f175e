package io.uniongate.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets scripts of registered origins read our answers, and nobody else's (S42).
 *
 * <p>Vert.x's own handler refuses requests of other origins with 403, which breaks a page of our own that posts a
 * form; here they only go without the headers that would let a script read the answer.
 */
public final class Cors implements Handler<RoutingContext> {
    private static final String PREFLIGHT_KEPT_SECONDS = "7200";

    private final Predicate<String> known;

    /** @param origins scheme, host and port as a browser spells them: {@code https://h5.example.com} */
    public Cors(Set<String> origins) {
        this(Set.copyOf(origins)::contains);
    }

    /** For origins that no list could name, such as all ports of a host. */
    public Cors(Predicate<String> known) {
        this.known = known;
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response().headers().add(HttpHeaders.VARY, "Origin");
        String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !known.test(origin)) {
            ctx.next();
            return;
        }
        allow(ctx.response(), origin);
        if (isPreflight(ctx)) {
            endPreflight(ctx.response());
        } else {
            ctx.next();
        }
    }

    private static void allow(HttpServerResponse response, String origin) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "X-Request-Id, Retry-After, WWW-Authenticate");
    }

    private static boolean isPreflight(RoutingContext ctx) {
        return HttpMethod.OPTIONS.equals(ctx.request().method())
                && ctx.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void endPreflight(HttpServerResponse response) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE")
                .putHeader(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                        "Authorization, Content-Type, Idempotency-Key, X-Request-Id")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_KEPT_SECONDS)
                .setStatusCode(204)
                .end();
    }
}
