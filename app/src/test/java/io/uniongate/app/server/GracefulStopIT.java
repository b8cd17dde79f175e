package io.uniongate.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.ConfigLoader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class GracefulStopIT {
    @Test
    void answersWhatIsInFlightAndTakesNothingNew(Vertx vertx, @TempDir Path data) {
        Promise<RoutingContext> arrived = Promise.promise();
        Server server = Server.start(config(data), router -> router.get("/slow").handler(arrived::complete));
        WebClient client = WebClient.create(vertx);
        Future<HttpResponse<Buffer>> slow =
                client.get(server.port(), "localhost", "/slow").send();
        RoutingContext inFlight = arrived.future().await();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        while (ready(client, server) == 200) {
            Thread.onSpinWait();
        }
        assertThat(ready(client, server)).isEqualTo(503);
        while (isListening(vertx, server.port())) {
            Thread.onSpinWait();
        }
        assertThat(stopping).isNotDone();
        inFlight.vertx().runOnContext(now -> inFlight.end("at last"));

        assertThat(slow.await().bodyAsString()).isEqualTo("at last");
        stopping.join();
        assertThatThrownBy(() -> ready(client, server)).isInstanceOf(ConnectException.class);
    }

    private static int ready(WebClient client, Server server) {
        return client.get(server.managementPort(), "127.0.0.1", "/health/ready")
                .send()
                .await()
                .statusCode();
    }

    private static boolean isListening(Vertx vertx, int port) {
        return vertx.createNetClient()
                .connect(port, "localhost")
                .compose(socket -> socket.close().map(true))
                .otherwise(false)
                .await();
    }

    private static AppConfig config(Path data) {
        return ConfigLoader.load("""
                        http: { host: 127.0.0.1, port: 0, publicUrl: "http://localhost:1" }
                        management: { port: 0 }
                        database: { url: embedded, dataDirectory: "%s" }
                        encryption: { keys: ["k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="] }
                        shutdown: { drainDelay: 1s, finishWithin: 20s }
                        """.formatted(data.resolve("postgres")), Path.of("test.yaml"), Map.of())
                .config();
    }
}
