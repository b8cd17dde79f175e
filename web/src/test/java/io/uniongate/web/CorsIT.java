package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class CorsIT {
    private static final String H5 = "https://h5.example.com";

    @Test
    @Tag("S42")
    void answersThePreflightOfARegisteredOrigin(Vertx vertx) {
        HttpResponse<Buffer> answer = cors(vertx, HttpMethod.OPTIONS, H5);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(H5);
        assertThat(answer.getHeader("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(answer.getHeader("Access-Control-Max-Age")).isEqualTo("7200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "https://h5.example.com.evil.example", "http://h5.example.com", "null"})
    @Tag("S42")
    void tellsOtherOriginsNothing(String origin, Vertx vertx) {
        HttpResponse<Buffer> preflight = cors(vertx, HttpMethod.OPTIONS, origin);
        HttpResponse<Buffer> plain = cors(vertx, HttpMethod.GET, origin);

        assertThat(preflight.headers().names()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().names()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(plain.getHeader("Vary")).isEqualTo("Origin");
    }

    @Test
    @Tag("S42")
    void letsARegisteredOriginReadErrorsToo(Vertx vertx) {
        Edge edge = Edge.with(vertx, router -> router.route().handler(new Cors(Set.of(H5))));

        HttpResponse<Buffer> answer =
                edge.get("/nowhere").putHeader("Origin", H5).send().await();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(H5);
    }

    private static HttpResponse<Buffer> cors(Vertx vertx, HttpMethod method, String origin) {
        Edge edge = Edge.with(vertx, router -> {
            router.route().handler(new Cors(Set.of(H5)));
            router.get("/").handler(ctx -> ctx.end());
        });
        return edge.request(method, "/")
                .putHeader("Origin", origin)
                .putHeader("Access-Control-Request-Method", "PATCH")
                .send()
                .await();
    }
}
