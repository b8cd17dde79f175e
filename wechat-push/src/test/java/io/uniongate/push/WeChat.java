package io.uniongate.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.contract.bus.Bus;
import io.uniongate.web.Edge;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** WeChat in front of the edge: it pushes to one app, with what the two agreed on. */
record WeChat(Edge edge, PushSettings settings, Instant now) {
    static final Duration PATIENCE = Duration.ofMillis(200);
    private static final String NONCE = "486452656";

    static WeChat at(Vertx vertx, Bus bus, Instant now, PushSettings... apps) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Edge edge = Edge.with(
                vertx,
                router -> vertx.deployVerticle(new WeChatPushVerticle(bus, router, List.of(apps), clock, PATIENCE))
                        .await());
        return new WeChat(edge, apps[0], now);
    }

    /** The time that a published example was sent at. */
    static Instant time(JsonObject vector) {
        return Instant.ofEpochSecond(Long.parseLong(Vectors.text(vector, "timestamp")));
    }

    WeChat with(PushSettings other) {
        return new WeChat(edge, other, now);
    }

    WeChat later(Duration by) {
        return new WeChat(edge, settings, now.plus(by));
    }

    HttpResponse<Buffer> verifies(String echo) {
        return request(HttpMethod.GET)
                .addQueryParam("signature", signature())
                .addQueryParam("echostr", echo)
                .send()
                .await();
    }

    HttpResponse<Buffer> pushes(String body) {
        return request(HttpMethod.POST)
                .addQueryParam("signature", signature())
                .sendBuffer(Buffer.buffer(body))
                .await();
    }

    HttpResponse<Buffer> seals(String body) {
        return pushesEncrypted(new EncodingAesKey(settings.encodingAesKeys().get(0))
                .seal("a8eedb185eb2fecf".getBytes(UTF_8), body, settings.receiver()));
    }

    HttpResponse<Buffer> pushesEncrypted(String encrypted) {
        return request(HttpMethod.POST)
                .addQueryParam("signature", signature())
                .addQueryParam("msg_signature", signature(encrypted))
                .addQueryParam("encrypt_type", "aes")
                .sendBuffer(
                        Buffer.buffer("<xml><ToUserName>gh_1</ToUserName><Encrypt>" + encrypted + "</Encrypt></xml>"))
                .await();
    }

    HttpRequest<Buffer> request(HttpMethod method) {
        return edge.request(method, "/wechat/push/" + settings.app())
                .addQueryParam("timestamp", timestamp())
                .addQueryParam("nonce", NONCE);
    }

    String signature(String... more) {
        return Signature.of(settings.token(), timestamp(), NONCE, more);
    }

    private String timestamp() {
        return Long.toString(now.getEpochSecond());
    }
}
