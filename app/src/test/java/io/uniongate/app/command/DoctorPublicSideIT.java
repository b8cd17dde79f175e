package io.uniongate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.server.Server;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor says of what everybody is shown of a server; alone in its JVM, see {@link Patient}. */
@Isolated
class DoctorPublicSideIT {
    private static final String ELSEWHERE = "https://auth.uniongate.invalid";

    @AutoClose
    private final Patient patient;

    DoctorPublicSideIT(@TempDir Path directory) {
        patient = Patient.withDatabase(directory);
    }

    @Test
    void findsTheKeysPublishedAndThePortOfOperatorsHidden() {
        try (Server server = patient.serves()) {
            patient.publicUrl = "http://localhost:" + server.port();

            int exit = patient.examined();

            assertThat(exit).as(patient.told()).isZero();
            assertThat(patient.told())
                    .contains("✓ published keys: others can verify tokens with those at " + patient.publicUrl)
                    .contains("✓ management port: health and metrics are not to be had at " + patient.publicUrl);
        }
    }

    @Test
    void breaksOverKeysThatAreNotThoseOfTheDatabase() {
        patient.serves().close();
        patient.keeps(TestPostgres.freshDatabase());
        try (Server server = patient.serves()) {
            patient.publicUrl = "http://localhost:" + server.port();
            patient.keeps(TestPostgres.freshDatabase());
            patient.serves().close();

            assertThat(patient.examined("--json")).isEqualTo(1);
            assertThat(patient.broken()).singleElement().satisfies(checked -> {
                assertThat(checked.getString("code")).isEqualTo("published.missing");
                assertThat(checked.getString("told")).contains("/.well-known/jwks.json does not show key ");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"/metrics, # TYPE jvm_threads gauge", "/health/live, '{\"status\":\"UP\"}'"})
    void breaksOverAProxyThatLetsEverybodySeeWhatOperatorsSee(String path, String body) {
        try (Server server = patient.serves(router -> router.get(path).handler(ctx -> ctx.end(body)))) {
            patient.publicUrl = "http://localhost:" + server.port();

            assertThat(patient.examined("--json")).isEqualTo(1);
            assertThat(patient.broken()).singleElement().satisfies(checked -> {
                assertThat(checked.getString("code")).isEqualTo("management.public");
                assertThat(checked.getString("told")).contains(patient.publicUrl + path);
            });
        }
    }

    @Test
    void looksThroughAProbeAtWhatCannotBeSeenFromHere() {
        patient.issuer = ELSEWHERE;
        try (Server server = patient.serves();
                Probe probe = new Probe(server.port(), 1)) {
            patient.publicUrl = ELSEWHERE;

            int exit = patient.examined("--probe", probe.url());

            assertThat(patient.told())
                    .contains(
                            "✓ public URL: this server answers at " + ELSEWHERE,
                            "✓ management port",
                            "✓ published keys")
                    .contains("✗ WeChat's addresses: not WeChat itself");
            assertThat(exit).isEqualTo(1);
        }
    }

    @Test
    void breaksOverAnOpenManagementPort() {
        patient.issuer = ELSEWHERE;
        try (Server server = patient.serves();
                Probe probe = new Probe(server.port(), server.managementPort())) {
            patient.publicUrl = ELSEWHERE;

            assertThat(patient.examined("--json", "--probe", probe.url())).isEqualTo(1);
            assertThat(patient.broken())
                    .extracting(checked -> checked.getString("code"))
                    .containsExactly("addresses.exposed", "management.open");
        }
    }

    @Test
    void noticesThatTheProbeCannotBeAsked() {
        int exit = patient.examined("--probe", "http://127.0.0.1:1/?url=");

        assertThat(exit).as(patient.told()).isZero();
        assertThat(patient.told()).contains("! public URL: the probe at 127.0.0.1:1 cannot be asked");
    }

    @Test
    void doesNotBlameTheServerForAProbeThatRefuses() {
        int exit = patient.examined("--probe", patient.weChat.apiUrl() + "/nowhere?url=");

        assertThat(exit).as(patient.told()).isZero();
        assertThat(patient.told())
                .contains(
                        "! public URL: through the probe http://localhost:1 does not look like this server (status 404)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "probe",
                "ftp://probe.example/",
                "http:// probe/",
                "https://probe.example",
                "https://probe.example/#"
            })
    void asksNoProbeThatIsNoAddress(String probe) {
        assertThat(patient.examined("--probe", probe)).isEqualTo(2);
        assertThat(patient.told()).contains("--probe").doesNotContain("\tat ", "✓");
    }

    /** Gets what it is asked for; it finds the public URL on one port of this machine, and any other port of it on another. */
    private static final class Probe implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final WebClient client = WebClient.create(vertx);
        private final int publicPort;
        private final int managementPort;
        private final HttpServer server;

        Probe(int publicPort, int managementPort) {
            this.publicPort = publicPort;
            this.managementPort = managementPort;
            this.server = vertx.createHttpServer()
                    .requestHandler(request ->
                            answer(request).onFailure(gone -> request.response().reset()))
                    .listen(0, "127.0.0.1")
                    .await();
        }

        String url() {
            return "http://127.0.0.1:" + server.actualPort() + "/?url=";
        }

        private Future<Void> answer(HttpServerRequest request) {
            URI wanted = URI.create(request.getParam("url"));
            int port = wanted.getPort() < 0 ? publicPort : managementPort;
            return client.get(port, "127.0.0.1", wanted.getPath())
                    .send()
                    .compose(found -> request.response()
                            .setStatusCode(found.statusCode())
                            .end(found.body() == null ? Buffer.buffer() : found.body()));
        }

        @Override
        public void close() {
            vertx.close().await();
        }
    }
}
