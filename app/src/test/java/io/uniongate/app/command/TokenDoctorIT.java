package io.uniongate.app.command;

import static io.uniongate.app.command.Patient.MINI;
import static io.uniongate.app.command.Patient.SECRET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.server.Server;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
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

    @AfterEach
    void close() {
        patient.close();
    }

    @Test
    void findsTheServersTokenInItsPlace() {
        patient.keeps(TestPostgres.freshDatabase());
        try (Server server = patient.serves()) {
            needsAToken(server);

            int exit = patient.examined("--app", MINI);

            assertThat(exit).as(patient.told()).isZero();
            assertThat(patient.told())
                    .contains("✓ app " + MINI
                            + ", access_token's owner: nobody else has replaced it since it was fetched 0 minutes ago");
        }
    }

    @Test
    void breaksOverAnotherSystemThatReplacedTheServersToken() {
        patient.keeps(TestPostgres.freshDatabase());
        try (Server server = patient.serves()) {
            needsAToken(server);
            anotherSystemForces(server.vertx());

            int exit = patient.examined("--json", "--app", MINI);

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
    void noticesWhatTheServerHasGotOver() {
        patient.keeps(TestPostgres.freshDatabase());
        try (Server server = patient.serves()) {
            needsAToken(server);
            anotherSystemForces(server.vertx());
            needsAToken(server);

            int exit = patient.examined("--app", MINI);

            assertThat(exit).as(patient.told()).isZero();
            assertThat(patient.told())
                    .contains("! app " + MINI + ", access_token's owner: another system, or somebody by hand,");
        }
    }

    @Test
    void comparesTwoTokensWhereThereIsNoDatabase() {
        assertThat(patient.examined("--app", MINI)).isEqualTo(1);

        assertThat(patient.told())
                .contains("✓ app " + MINI + ", access_token's owner: nobody else replaced it between two calls");
        assertThat(timesAsked()).isEqualTo(4);
    }

    @Test
    void breaksOverATokenThatChangesFromCallToCall() {
        patient.weChat.next("stable_token").answers("{\"access_token\":\"first\",\"expires_in\":7200}");
        patient.weChat.next("stable_token").answers("{\"access_token\":\"second\",\"expires_in\":7200}");

        assertThat(patient.examined("--app", MINI)).isEqualTo(1);

        assertThat(patient.told())
                .contains("another system replaced it between two calls, although it was good for 120 minutes more");
    }

    @Test
    void breaksOverATokenThatEndsBeforeItIsUsed() {
        patient.weChat.always("getuserphonenumber").fails(40001);

        assertThat(patient.examined("--app", MINI)).isEqualTo(1);

        assertThat(patient.told())
                .contains("✗ app " + MINI + ", access_token's owner: another system replaced it between two calls")
                .doesNotContain("interfaces");
    }

    @Test
    void tellsOnceWhyThereIsNoToken() {
        patient.weChat.app(MINI).resetSecret("another");

        assertThat(patient.examined("--app", MINI)).isEqualTo(1);

        assertThat(patient.told())
                .contains("✗ app " + MINI + ", access_token: 40125")
                .doesNotContain("owner", "interfaces");
        assertThat(timesAsked()).isEqualTo(1);
    }

    /** To check a session, which WeChat does for nobody without. */
    private void needsAToken(Server server) {
        String code = patient.weChat.user("xiaoming").login(MINI);
        JsonObject login = answer(post(server, "login"), JsonObject.of("appId", MINI, "code", code));
        HttpRequest<Buffer> check =
                post(server, "session/check").bearerTokenAuthentication(login.getString("access_token"));

        assertThat(answer(check, new JsonObject()).getBoolean("valid")).isTrue();
    }

    private static HttpRequest<Buffer> post(Server server, String what) {
        return WebClient.create(server.vertx()).post(server.port(), "localhost", "/miniprogram/" + what);
    }

    private static JsonObject answer(HttpRequest<Buffer> request, JsonObject body) {
        return requireNonNull(request.sendJsonObject(body).await().bodyAsJsonObject());
    }

    private void anotherSystemForces(Vertx vertx) {
        JsonObject forced = JsonObject.of(
                "grant_type", "client_credential", "appid", MINI, "secret", SECRET, "force_refresh", true);
        HttpRequest<Buffer> request = WebClient.create(vertx).postAbs(patient.weChat.apiUrl() + STABLE_TOKEN);

        assertThat(answer(request, forced).getString("access_token")).isNotBlank();
    }

    private int timesAsked() {
        return patient.weChat.requests().taken(STABLE_TOKEN).size();
    }
}
