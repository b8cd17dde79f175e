package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ClientAddressIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | 127.0.0.1",
                "203.0.113.9 | 203.0.113.9",
                "198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "198.51.100.1, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
                "10.9.9.9, 10.1.2.3 | 10.9.9.9",
                "forged, 10.1.2.3 | 10.1.2.3",
                "203.0.113.9, nonsense | 127.0.0.1",
                "2001:db8::7 | 2001:db8:0:0:0:0:0:7"
            })
    @Tag("S43")
    void believesTrustedProxiesOnly(@Nullable String forwarded, String expected, Vertx vertx) {
        ClientAddress address = new ClientAddress(List.of("127.0.0.1", "10.0.0.0/8"));
        Edge edge = Edge.with(vertx, router -> router.get("/").handler(ctx -> ctx.end(address.of(ctx))));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (forwarded != null) {
            headers.add("X-Forwarded-For", forwarded);
        }

        assertThat(edge.get("/").putHeaders(headers).send().await().bodyAsString())
                .isEqualTo(expected);
    }

    @Test
    @Tag("S43")
    void ignoresForwardedHeadersOfStrangers(Vertx vertx) {
        ClientAddress address = new ClientAddress(List.of());
        Edge edge = Edge.with(vertx, router -> router.get("/").handler(ctx -> ctx.end(address.of(ctx))));

        HttpResponse<Buffer> answer = edge.get("/")
                .putHeader("X-Forwarded-For", "203.0.113.9")
                .putHeader("Forwarded", "for=203.0.113.9")
                .send()
                .await();

        assertThat(answer.bodyAsString()).isEqualTo("127.0.0.1");
    }

    @Test
    void countsAWholeIpv6NetworkAsOneSubscriber(Vertx vertx) {
        ClientAddress address = new ClientAddress(List.of("127.0.0.1"));
        Edge edge = Edge.with(vertx, router -> router.get("/").handler(ctx -> ctx.end(address.subscriber(ctx))));

        @Nullable String one = subscriber(edge, "2001:db8:1:2:3:4:5:6");
        @Nullable String neighbour = subscriber(edge, "2001:db8:1:2::9");
        @Nullable String stranger = subscriber(edge, "2001:db8:1:3::9");

        assertThat(one).isEqualTo(neighbour).isNotEqualTo(stranger);
    }

    private static @Nullable String subscriber(Edge edge, String forwarded) {
        return edge.get("/")
                .putHeader("X-Forwarded-For", forwarded)
                .send()
                .await()
                .bodyAsString();
    }
}
