package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ProblemsIT {
    record Named(String name) {}

    private Edge edge;

    @BeforeEach
    void serve(Vertx vertx) {
        edge = Edge.with(vertx, ProblemsIT::routes);
    }

    private static void routes(Router router) {
        router.get("/stale/:id/x").handler(ctx -> ctx.end());
        router.get("/stale").handler(ctx -> ctx.fail(new ProblemException(new Problem.SessionKeyStale())));
        router.get("/limited").handler(ctx -> ctx.fail(new ProblemException(new Problem.RateLimited(7))));
        router.get("/down").handler(ctx -> ctx.fail(new ProblemException(new Problem.Unavailable())));
        router.get("/token").handler(ctx -> ctx.fail(new ProblemException(new Problem.TokenInvalid())));
        router.get("/broken").handler(ctx -> ctx.fail(new IllegalStateException("secret detail")));
        router.get("/unauthorized").handler(ctx -> ctx.fail(401));
        router.post("/named").handler(Body.handler()).handler(ctx -> ctx.json(Body.read(ctx, Named.class)));
    }

    @Test
    void answersAProblemWithItsCodeAndRequestId() {
        HttpResponse<Buffer> answer =
                edge.get("/stale").putHeader("X-Request-Id", "abc-1").send().await();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(Edge.json(answer))
                .isEqualTo(JsonObject.of(
                        "type", "urn:uniongate:problem:session-key-stale",
                        "title", "Session key stale",
                        "status", 409,
                        "code", "SESSION_KEY_STALE",
                        "requestId", "abc-1"));
    }

    @Test
    void saysWhenToComeBack() {
        assertThat(edge.get("/limited").send().await().getHeader("Retry-After")).isEqualTo("7");
        assertThat(Edge.json(edge.get("/limited").send().await()).getInteger("retryAfter"))
                .isEqualTo(7);
        assertThat(edge.get("/down").send().await().getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    @Tag("S3")
    void challengesForABearerToken() {
        HttpResponse<Buffer> without = edge.get("/token").send().await();
        HttpResponse<Buffer> with =
                edge.get("/token").putHeader("Authorization", "Bearer x").send().await();

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.getHeader("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error");
        assertThat(with.statusCode()).isEqualTo(401);
        assertThat(with.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void keepsTheUnexpectedToItself() {
        HttpResponse<Buffer> answer = edge.get("/broken").send().await();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.bodyAsString()).contains("INTERNAL").doesNotContain("secret detail");
    }

    @Test
    void speaksForVertxToo() {
        assertCode(edge.get("/nowhere").send().await(), 404, "NOT_FOUND");
        assertCode(edge.get("/unauthorized").send().await(), 401, "TOKEN_INVALID");
        HttpResponse<Buffer> answer =
                edge.request(HttpMethod.DELETE, "/stale").send().await();
        assertCode(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.getHeader("Allow")).isEqualTo("GET");
        HttpResponse<Buffer> deeper = edge.post("/stale/7/x").send().await();
        assertCode(deeper, 405, "METHOD_NOT_ALLOWED");
        assertThat(deeper.getHeader("Allow")).isEqualTo("GET");
        assertCode(
                edge.post("/named").sendBuffer(Buffer.buffer(new byte[70_000])).await(), 413, "PAYLOAD_TOO_LARGE");
    }

    private static void assertCode(HttpResponse<Buffer> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(Edge.json(answer).getString("code")).isEqualTo(code);
        assertThat(Edge.json(answer).getString("requestId")).isEqualTo(answer.getHeader("X-Request-Id"));
    }
}
