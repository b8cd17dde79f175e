package io.uniongate.app.dev;

import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One development server for all tests of this JVM, and a client of it. */
final class RunningDev {
    private static final DevServer SERVER = start();
    private static final WebClient CLIENT =
            WebClient.create(Vertx.vertx(), new WebClientOptions().setFollowRedirects(false));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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

    /** What was counted, once this is among it or enough time has passed: counting trails the answer a little. */
    static String metricsWith(String line) {
        Instant deadline = Instant.now().plus(PATIENCE);
        String metrics = metrics();
        while (!metrics.contains(line) && Instant.now().isBefore(deadline)) {
            metrics = metrics();
        }
        return metrics;
    }

    private static String metrics() {
        return Objects.requireNonNull(management("/metrics").send().await().bodyAsString());
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
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, data)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(DevServer server, Path data) {
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
