package io.uniongate.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Objects;

/** Asks a simulator over real HTTP, as WeChat's callers do. */
final class Browser implements AutoCloseable {
    static final String WECHAT = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50 NetType/WIFI";

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(
            vertx, new WebClientOptions().setFollowRedirects(false).setUserAgent(WECHAT));

    HttpResponse<Buffer> get(String url) {
        return request(url).send().await();
    }

    JsonObject json(String url) {
        return fields(get(url));
    }

    static JsonObject fields(HttpResponse<Buffer> answer) {
        return Objects.requireNonNull(answer.bodyAsJsonObject());
    }

    static String location(HttpResponse<Buffer> answer) {
        return Objects.requireNonNull(answer.getHeader("Location"));
    }

    static String text(HttpResponse<Buffer> answer) {
        return Objects.requireNonNull(answer.bodyAsString());
    }

    HttpResponse<Buffer> post(String url, String body) {
        return client.postAbs(url).sendBuffer(Buffer.buffer(body)).await();
    }

    HttpRequest<Buffer> request(String url) {
        return client.getAbs(url);
    }

    WebClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        vertx.close().await();
    }
}
