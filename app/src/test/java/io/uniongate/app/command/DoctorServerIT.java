package io.uniongate.app.command;

import static io.uniongate.app.command.Patient.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.server.Server;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of a server and of what that has stored; alone in its JVM, see {@link Patient}. */
@Isolated
class DoctorServerIT {
    @AutoClose
    private final Patient patient;

    DoctorServerIT(@TempDir Path directory) {
        patient = Patient.withDatabase(directory);
    }

    @Test
    void noticesAnAppWhosePeopleHaveNoUnionId() {
        try (Server server = patient.serves()) {
            logIn(server);

            int exit = patient.examined();

            assertThat(exit).as(patient.told()).isZero();
            assertThat(patient.told())
                    .contains("! app " + MINI + ", unionids: none of 1 people looked at has one:"
                            + " the app seems not bound to the Open Platform account main");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "k2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=, keys.foreign",
        "k1:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=, keys.altered"
    })
    void breaksOverAnEncryptionKeyThatOpensNothing(String key, String code) {
        patient.serves().close();
        patient.encryptionKey = key;

        int exit = patient.examined("--json");

        assertThat(exit).isEqualTo(1);
        assertThat(patient.broken())
                .allSatisfy(checked -> assertThat(checked.getString("code")).isEqualTo(code))
                .extracting(checked -> checked.getString("subject"))
                .containsExactly("keys, ES256", "keys, HS256");
    }

    @Test
    void findsTheServerAtItsPublicUrl() {
        try (Server server = patient.serves()) {
            patient.publicUrl = "http://localhost:" + server.port();

            int exit = patient.examined();

            assertThat(exit).as(patient.told()).isZero();
            assertThat(patient.told())
                    .contains("✓ public URL: this server answers at " + patient.publicUrl)
                    .contains("✓ keys, ES256: ", " is in use since ");
        }
    }

    @Test
    void breaksOverAnotherServerAtThePublicUrl() {
        try (Server server = patient.serves()) {
            patient.publicUrl = "http://localhost:" + server.port();
            patient.issuer = "https://auth.example.com";

            assertBroken("public.another", "issues tokens as http://localhost:1, and this one is configured as");
        }
    }

    @Test
    void breaksOverAProxyThatLeadsElsewhere() {
        patient.publicUrl =
                "http://localhost:" + URI.create(patient.weChat.apiUrl()).getPort();

        assertBroken("public.stranger", "is not this server");
    }

    @Test
    void breaksOverAProxyThatDoesNotEncrypt() {
        patient.publicUrl =
                "https://localhost:" + URI.create(patient.weChat.apiUrl()).getPort();

        assertBroken("public.tls", "TLS: no encrypted connection to 127.0.0.1:");
    }

    private void assertBroken(String code, String told) {
        assertThat(patient.examined("--json")).isEqualTo(1);
        assertThat(patient.broken()).singleElement().satisfies(checked -> {
            assertThat(checked.getString("code")).isEqualTo(code);
            assertThat(checked.getString("told")).contains(told);
            assertThat(checked.getString("cure")).isNotBlank();
        });
    }

    private void logIn(Server server) {
        String code = patient.weChat.user("xiaoming").login(MINI);
        int status = WebClient.create(server.vertx())
                .post(server.port(), "localhost", "/miniprogram/login")
                .sendJsonObject(JsonObject.of("appId", MINI, "code", code))
                .await()
                .statusCode();
        assertThat(status).isEqualTo(200);
    }
}
