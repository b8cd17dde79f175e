package io.uniongate.app.dev;

import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** One development server for all tests of this JVM, and a client of it. */
final class RunningDev {
    private static final DevServer SERVER = start();
    private static final WebClient CLIENT =
            WebClient.create(Vertx.vertx(), new WebClientOptions().setFollowRedirects(false));

    private RunningDev() {}

    static DevServer server() {
        return SERVER;
    }

    static WeChatSimulator simulator() {
        return SERVER.simulator();
    }

    static HttpRequest<Buffer> get(String path) {
        return CLIENT.get(SERVER.server().port(), "localhost", path);
    }

    static HttpRequest<Buffer> management(String path) {
        return CLIENT.get(SERVER.server().managementPort(), "127.0.0.1", path);
    }

    static HttpResponse<Buffer> login(String user, String appId) {
        return CLIENT.post(SERVER.server().port(), "localhost", "/miniprogram/login")
                .putHeader("X-Forwarded-For", "203.0.113.9")
                .sendJsonObject(JsonObject.of(
                        "appId", appId, "code", simulator().user(user).login(appId)))
                .await();
    }

    static JsonObject json(HttpResponse<Buffer> answer) {
        return Objects.requireNonNull(answer.bodyAsJsonObject());
    }

    private static DevServer start() {
        try {
            Path data = Files.createTempDirectory("uniongate-dev");
            DevServer server = DevServer.start(new DevSettings(0, 0, 0, data), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
