package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.bus.RequestId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class RequestIdsIT {
    @Test
    void keepsASaneRequestIdThroughTheWholeRequest(Vertx vertx) {
        Edge edge = Edge.with(
                vertx,
                router -> router.get("/")
                        .handler(ctx -> ctx.vertx()
                                .executeBlocking(RequestId::current)
                                .map(elsewhere -> elsewhere + " " + RequestId.current())
                                .onSuccess(ctx::end)));

        HttpResponse<Buffer> answer =
                edge.get("/").putHeader("X-Request-Id", "Order_7.a-b").send().await();

        assertThat(answer.getHeader("X-Request-Id")).isEqualTo("Order_7.a-b");
        assertThat(answer.bodyAsString()).isEqualTo("Order_7.a-b Order_7.a-b");
    }

    @Test
    void givesEachRequestOfAConnectionItsOwnId(Vertx vertx) {
        Edge edge = Edge.with(vertx, router -> router.get("/").handler(ctx -> ctx.end("" + RequestId.current())));

        HttpResponse<Buffer> first =
                edge.get("/").putHeader("X-Request-Id", "first").send().await();
        HttpResponse<Buffer> second = edge.get("/").send().await();

        assertThat(first.bodyAsString()).isEqualTo("first");
        assertThat(second.bodyAsString()).isNotEqualTo("first").isEqualTo(second.getHeader("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "<script>",
                "ünsane",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void replacesAnInsaneRequestId(String sent, Vertx vertx) {
        Edge edge = Edge.with(vertx, router -> router.get("/").handler(ctx -> ctx.end()));

        HttpResponse<Buffer> answer =
                edge.get("/").putHeader("X-Request-Id", sent).send().await();

        assertThat(answer.getHeader("X-Request-Id")).isNotEqualTo(sent).matches("[A-Za-z0-9._-]{1,64}");
    }
}
