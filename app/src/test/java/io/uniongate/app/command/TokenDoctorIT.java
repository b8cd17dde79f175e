package io.uniongate.app.command;

import static io.uniongate.app.command.Patient.ACCOUNT;
import static io.uniongate.app.command.Patient.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.server.Server;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What the doctor says of other systems that refresh an app's access_token; alone in its JVM, see {@link Patient}. */
@Isolated
class TokenDoctorIT {
    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";

    private final Patient patient;

    TokenDoctorIT(@TempDir Path directory) {
        patient = new Patient(directory);
    }

    @BeforeEach
    void configure() {
        patient.apps = """
                apps: [ { appId: %1$s, kind: official-account, secret: %2$s, jsSdkHosts: [localhost] } ]
                """.formatted(ACCOUNT, SECRET);
    }

    @AfterEach
    void close() {
        patient.close();
    }

    @Test
    void findsTheServersTokenInItsPlace() {
        patient.keeps(TestPostgres.freshDatabase());
        try (Server server = patient.serves()) {
            fetchesAToken(server);

            int exit = patient.examined();

            assertThat(exit).as(patient.told()).isZero();
            assertThat(patient.told())
                    .contains("✓ app " + ACCOUNT
                            + ", access_token's owner: nobody else has replaced it since it was fetched 0 minutes ago");
        }
    }

    @Test
    void breaksOverAnotherSystemThatReplacedTheServersToken() {
        patient.keeps(TestPostgres.freshDatabase());
        try (Server server = patient.serves()) {
            fetchesAToken(server);
            anotherSystemForces(server.vertx());

            int exit = patient.examined("--json");

            assertThat(exit).isEqualTo(1);
            assertThat(patient.broken()).singleElement().satisfies(checked -> {
                assertThat(checked.getString("code")).isEqualTo("token.replaced");
                assertThat(checked.getString("told")).contains("which was good for 119 minutes more");
                assertThat(checked.getString("cure")).contains("force_refresh=true", "reset the AppSecret");
            });
            assertThat(patient.told()).doesNotContain(SECRET);
        }
    }

    @Test
    void comparesTwoTokensWhereThereIsNoDatabase() {
        assertThat(patient.examined()).isEqualTo(1);

        assertThat(patient.told())
                .contains("✓ app " + ACCOUNT + ", access_token's owner: nobody else replaced it between two calls");
        assertThat(timesAsked()).isEqualTo(3);
    }

    @Test
    void breaksOverATokenThatChangesFromCallToCall() {
        patient.weChat.next("stable_token").answers("{\"access_token\":\"first\",\"expires_in\":7200}");
        patient.weChat.next("stable_token").answers("{\"access_token\":\"second\",\"expires_in\":7200}");

        assertThat(patient.examined()).isEqualTo(1);

        assertThat(patient.told())
                .contains("another system replaced it between two calls, although it was good for 120 minutes more");
    }

    @Test
    void tellsOnceWhyThereIsNoToken() {
        patient.weChat.app(ACCOUNT).resetSecret("another");

        assertThat(patient.examined()).isEqualTo(1);

        assertThat(patient.told())
                .contains("✗ app " + ACCOUNT + ", access_token: 40125")
                .doesNotContain("owner");
        assertThat(timesAsked()).isEqualTo(1);
    }

    /** A page that is signed takes one. */
    private void fetchesAToken(Server server) {
        String page = "/webpage/js-sdk?appId=" + ACCOUNT + "&url=http%3A%2F%2Flocalhost%2F";
        HttpResponse<?> signed = WebClient.create(server.vertx())
                .get(server.port(), "localhost", page)
                .send()
                .await();
        assertThat(signed.statusCode()).as(signed.bodyAsString()).isEqualTo(200);
    }

    private void anotherSystemForces(Vertx vertx) {
        JsonObject forced = JsonObject.of(
                "grant_type", "client_credential", "appid", ACCOUNT, "secret", SECRET, "force_refresh", true);
        HttpResponse<?> answer = WebClient.create(vertx)
                .postAbs(patient.weChat.apiUrl() + STABLE_TOKEN)
                .sendJsonObject(forced)
                .await();
        assertThat(answer.bodyAsString()).contains("access_token");
    }

    private int timesAsked() {
        return patient.weChat.requests().taken(STABLE_TOKEN).size();
    }
}
