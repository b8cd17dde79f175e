package io.uniongate.app.command;

import static io.uniongate.app.command.Patient.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.server.Server;
import io.uniongate.db.Database;
import io.uniongate.simulator.PushSettings;
import io.uniongate.simulator.SimulatedComponent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What the doctor says of an app that logs in through a third-party platform; alone in its JVM, see {@link Patient}. */
@Isolated
class PlatformDoctorIT {
    private static final String PLATFORM = "wxcc00000000000001";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    @AutoClose
    private final Patient patient;

    private final SimulatedComponent platform;

    PlatformDoctorIT(@TempDir Path directory) {
        patient = Patient.withDatabase(directory);
        platform = patient.weChat.component(PLATFORM);
    }

    @BeforeEach
    void authorise() {
        patient.apps = """
                apps: [ { appId: %1$s, kind: mini-program, component: %2$s } ]
                components:
                  - { appId: %2$s, secret: platform-secret, push: { token: platformtoken, encodingAesKey: %3$s } }
                """.formatted(MINI, PLATFORM, KEY);
        platform.resetSecret("platform-secret");
        platform.authorizedBy(MINI);
    }

    @Test
    void looksForATicketAndAsksWithIt() {
        ticketArrives();

        int exit = patient.examined();

        assertThat(exit).as(patient.told()).isZero();
        assertThat(patient.told())
                .contains("✓ app " + MINI + ", code exchange", "✓ component " + PLATFORM + ", ticket: WeChat pushed")
                .doesNotContain("access_token", "platform-secret");
    }

    @Test
    void saysWhereWeChatShouldPushAMissingTicket() {
        int exit = patient.examined();

        assertThat(exit).isEqualTo(1);
        assertThat(patient.told())
                .contains("✗ app " + MINI + ", code exchange: WeChat was not asked: COMPONENT_TICKET_MISSING")
                .contains("✗ component " + PLATFORM + ", ticket: WeChat has pushed none within half a day");
    }

    @Test
    void saysThatTheAppDoesNotAuthoriseThePlatform() {
        ticketArrives();
        platform.abandonedBy(MINI);

        int exit = patient.examined();

        assertThat(exit).isEqualTo(1);
        assertThat(patient.told()).contains("61003: the app has not authorised the third-party platform");
    }

    @Test
    void asksNothingOverTablesThatAreNotThisReleases() {
        ticketArrives();
        Vertx vertx = Vertx.vertx();
        Database.open(vertx, patient.database())
                .statement(client -> client.query("ALTER TABLE wechat_token RENAME COLUMN replaced_at TO later")
                        .execute())
                .await();
        vertx.close().await();

        int exit = patient.examined("--json");

        assertThat(exit).isEqualTo(1);
        assertThat(patient.found("code", "app.unasked"))
                .singleElement()
                .satisfies(unasked -> assertThat(unasked.getString("told")).contains("STORAGE_UNAVAILABLE"));
    }

    private void ticketArrives() {
        try (Server server = patient.serves()) {
            String url = "http://127.0.0.1:" + server.port() + "/wechat/push/" + PLATFORM;
            platform.pushesTo(PushSettings.aes(url, "platformtoken", KEY));
            assertThat(platform.pushesTicket().await().arrived()).isTrue();
        }
    }
}
