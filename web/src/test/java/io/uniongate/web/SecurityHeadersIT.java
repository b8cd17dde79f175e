package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SecurityHeadersIT {
    @Test
    @Tag("S42")
    void sendsSecurityHeaders(Vertx vertx) {
        Edge edge = Edge.with(
                vertx,
                router -> router.get("/")
                        .handler(new SecurityHeaders(URI.create("https://auth.example.com")))
                        .handler(ctx -> ctx.end()));

        HttpResponse<Buffer> answer = edge.get("/").send().await();

        assertThat(answer.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.getHeader("Strict-Transport-Security")).startsWith("max-age=");
    }
}
