package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class BodyIT {
    record Order(
            AppId appId,
            String code,
            @Nullable String note,
            @Nullable Integer count) {}

    private Edge edge;

    @BeforeEach
    void serve(Vertx vertx) {
        edge = Edge.with(
                vertx,
                router ->
                        router.post("/").handler(Body.handler()).handler(ctx -> ctx.json(Body.read(ctx, Order.class))));
    }

    @Test
    @Tag("T48")
    void readsTheFieldsItKnowsAndIgnoresOthers() {
        HttpResponse<Buffer> answer =
                send("{\"appId\":\"wx1\",\"code\":\"c\",\"openid\":\"o\",\"unionid\":{},\"access_token\":[1]}");

        assertThat(Edge.json(answer))
                .isEqualTo(new JsonObject()
                        .put("appId", "wx1")
                        .put("code", "c")
                        .putNull("note")
                        .putNull("count"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'appId':'wx1'} | code is required",
                "{'code':'c','appId':null} | appId is required",
                "{'appId':'wx1','code':7} | code is not of the documented form",
                "{'appId':'wx1','code':true} | code is not of the documented form",
                "{'appId':'wx1','code':{'a':1}} | code is not of the documented form",
                "{'appId':'wx1','code':['a']} | code is not of the documented form",
                "{'appId':' ','code':'c'} | appId is not of the documented form",
                "{'appId':'wx1','code':'c','count':'seven'} | count is not of the documented form",
                "{'appId':'wx1','code':'c','count':1.5} | count is not of the documented form"
            },
            quoteCharacter = '"')
    void namesTheFieldThatIsWrong(String body, String detail) {
        HttpResponse<Buffer> answer = send(body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Edge.json(answer).getString("code")).isEqualTo("INVALID_REQUEST");
        assertThat(Edge.json(answer).getString("detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{x",
                "{\"appId\":",
                "{} {}",
                "hunter2",
                // Taken for UTF-32, and no character of it.
                "{\0\0\0\0\0\0\0\0mbe",
                "{\"appId\":\"a\",\"appId\":\"b\",\"code\":\"c\"}"
            })
    void refusesWhatIsNoObjectAndQuotesNothing(String body) {
        HttpResponse<Buffer> answer = send(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Edge.json(answer).getString("code")).isEqualTo("INVALID_REQUEST");
        assertThat(answer.bodyAsString()).doesNotContain("hunter2", "Unrecognized");
    }

    @Test
    void refusesOtherMediaTypes() {
        HttpResponse<Buffer> answer = edge.post("/")
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .sendBuffer(Buffer.buffer("appId=wx1&code=c"))
                .await();

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(Edge.json(answer).getString("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    private HttpResponse<Buffer> send(String body) {
        return edge.post("/")
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .sendBuffer(Buffer.buffer(body))
                .await();
    }
}
