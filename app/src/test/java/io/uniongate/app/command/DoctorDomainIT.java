package io.uniongate.app.command;

import static io.uniongate.app.command.Patient.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.server.Server;
import io.uniongate.contract.AppId;
import io.uniongate.db.AppQueries;
import io.uniongate.db.Database;
import io.uniongate.simulator.App;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What the doctor says of the domain that WeChat sends people back to; alone in its JVM, see {@link Patient}. */
@Isolated
class DoctorDomainIT {
    private static final String WEBSITE = "wxaa00000000000005";
    private static final String WECHAT_BROWSER = "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50";

    @AutoClose
    private final Patient patient;

    DoctorDomainIT(@TempDir Path directory) {
        patient = Patient.withDatabase(directory);
    }

    @BeforeEach
    void register() {
        patient.weChat.add(App.website(WEBSITE, Patient.SECRET, "localhost"));
        patient.apps = apps("");
    }

    private static String apps(String more) {
        return """
                apps:
                  - { appId: %1$s, kind: official-account, secret: %3$s%4$s }
                  - { appId: %2$s, kind: website, secret: %3$s }
                clients: [ { clientId: h5-shop, type: public, returnTo: ["http://localhost/"], officialAccount: %1$s, website: %2$s } ]
                """.formatted(ACCOUNT, WEBSITE, Patient.SECRET, more);
    }

    @Test
    void showsACodeToScanWhereNobodyHasComeBack() {
        int exit = patient.examined();

        assertThat(exit).as(patient.told()).isZero();
        assertThat(patient.told())
                .contains("! app " + ACCOUNT + ", callback domain: WeChat has sent nobody back within a day")
                .contains("网页授权域名), then open the link in WeChat")
                .contains(patient.weChat.openUrl() + "/connect/oauth2/authorize?appid=" + ACCOUNT, "▀▄█")
                .contains("! app " + WEBSITE + ", callback domain: ", "授权回调域), then open the link in a browser");
    }

    @Test
    void leadsWhoScansTheCodeToAPageOfThisServer() {
        try (Server server = patient.serves()) {
            assertThat(patient.examined("--json", "--app", ACCOUNT)).isZero();
            String link = patient.found("code", "domain.account").get(0).getString("link");

            String back = patient.weChat.user("xiaoming").approves(link);

            HttpResponse<Buffer> page = get(server, back).send().await();
            assertThat(page.bodyAsString()).contains("This login is no longer valid");
        }
    }

    @Test
    void isContentWhereWeChatSendsPeopleBack() {
        try (Server server = patient.serves()) {
            comesBack(server);

            int exit = patient.examined("--app", ACCOUNT);

            assertThat(exit).as(patient.told()).isZero();
            assertThat(patient.told())
                    .contains("✓ app " + ACCOUNT + ", callback domain: WeChat sends people back to localhost")
                    .doesNotContain("▀▄█");
        }
    }

    @Test
    void noticesThatNobodyHasComeBackOfLate() {
        try (Server server = patient.serves(Clock.offset(Clock.systemUTC(), Duration.ofHours(-25)))) {
            comesBack(server);

            assertThat(patient.examined("--json", "--app", ACCOUNT)).isZero();
            assertThat(patient.found("code", "domain.account")).hasSize(1);
        }
    }

    @Test
    void knowsNothingOfAnotherDomainThanTheOneTheyCameBackTo() {
        try (Server server = patient.serves()) {
            comesBack(server);
            patient.publicUrl = "http://127.0.0.1:1";

            assertThat(patient.examined("--json", "--app", ACCOUNT)).isZero();
            assertThat(patient.found("code", "domain.account")).hasSize(1);
        }
    }

    @Test
    void breaksOverADomainThatDoesNotShowWhatWeChatLooksFor() {
        try (Server server = patient.serves()) {
            patient.publicUrl = "http://localhost:" + server.port();
            patient.apps = apps(", domainFile: MP_verify_AbC123.txt");

            assertThat(patient.examined("--json")).isEqualTo(1);
            assertThat(patient.broken()).singleElement().satisfies(checked -> {
                assertThat(checked.getString("code")).isEqualTo("domain.file");
                assertThat(checked.getString("told")).contains(patient.publicUrl + "/MP_verify_AbC123.txt");
            });
        }
    }

    @Test
    void findsWhatWeChatLooksForWhereItIsConfigured() {
        patient.apps = apps(", domainFile: MP_verify_AbC123.txt");
        try (Server server = patient.serves()) {
            patient.publicUrl = "http://localhost:" + server.port();

            assertThat(patient.examined()).as(patient.told()).isZero();
        }
    }

    @Test
    void breaksOverAPublicUrlThatWeChatTakesForNoDomain() {
        patient.openUrl = "https://open.weixin.qq.com";

        assertThat(patient.examined("--json")).isEqualTo(1);
        assertThat(patient.broken())
                .extracting(checked -> checked.getString("code"))
                .containsExactly("domain.address", "domain.address");
    }

    /** Somebody logs in; the public URL of the server is nobody's, so it is found by its port. */
    private void comesBack(Server server) {
        HttpResponse<Buffer> begun = get(server, "/webpage/login?client_id=h5-shop&return_to=http://localhost/")
                .send()
                .await();
        String cookie = header(begun, "Set-Cookie").replaceFirst(";.*", "");
        String back = patient.weChat.user("xiaoming").approves(header(begun, "Location"));
        HttpResponse<Buffer> returned =
                get(server, back).putHeader("Cookie", cookie).send().await();
        assertThat(header(returned, "Location")).startsWith("http://localhost/");
        waitUntilNoted(server);
    }

    /** No login waits for it. */
    private void waitUntilNoted(Server server) {
        Database database = Database.open(server.vertx(), patient.database());
        assertThat(Stream.generate(() -> database.statement(client -> AppQueries.returns(client, "localhost"))
                                .await())
                        .limit(20_000)
                        .anyMatch(noted -> noted.containsKey(new AppId(ACCOUNT))))
                .isTrue();
        database.close().await();
    }

    private static String header(HttpResponse<Buffer> answer, String name) {
        return Objects.requireNonNull(answer.getHeader(name), answer::bodyAsString);
    }

    private static HttpRequest<Buffer> get(Server server, String url) {
        URI wanted = URI.create(url);
        return WebClient.create(server.vertx())
                .get(server.port(), "localhost", wanted.getRawPath() + "?" + wanted.getRawQuery())
                .followRedirects(false)
                .putHeader("User-Agent", WECHAT_BROWSER)
                .putHeader("Accept-Language", "en");
    }
}
