package io.uniongate.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.DomainFile;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    private static final AppId MINI = new AppId("wx0000000000000001");
    private static final AppId ACCOUNT = new AppId("wx0000000000000002");
    private static final AppId SITE = new AppId("wx0000000000000003");
    private static final AppId LENT = new AppId("wx0000000000000005");
    private static final AppId PLATFORM = new AppId("wx4444444444444444");
    private static final OpenPlatform MAIN = new OpenPlatform("main");
    private static final Map<String, String> SECRETS =
            Map.of("UNIONGATE_KEY", Yaml.KEY, "WX_MINI_SECRET", "mini-secret", "WX_OA_SECRET", "account-secret");

    @Test
    void takesDefaultsForWhatIsLeftOut() {
        AppConfig config = Yaml.load("");

        assertThat(config.http())
                .isEqualTo(new AppConfig.Http("0.0.0.0", 8080, URI.create("https://auth.example.com"), List.of()));
        assertThat(config.management()).isEqualTo(new AppConfig.Management("127.0.0.1", 9090));
        assertThat(config.database())
                .isEqualTo(new AppConfig.Database(new Secret("embedded"), 16, Path.of("data/postgres")));
        assertThat(config.wechat())
                .isEqualTo(new AppConfig.WeChat(
                        URI.create("https://api.weixin.qq.com"),
                        URI.create("https://open.weixin.qq.com"),
                        URI.create("https://mp.weixin.qq.com"),
                        Duration.ofSeconds(5)));
        assertThat(config.tokens())
                .isEqualTo(new AppConfig.Tokens(
                        URI.create("https://auth.example.com"), Duration.ofMinutes(10), Duration.ofDays(30)));
        assertThat(config.rateLimits())
                .isEqualTo(new AppConfig.RateLimits(
                        true,
                        new Rate(120, Duration.ofMinutes(1)),
                        new Rate(600, Duration.ofMinutes(1)),
                        new Rate(600, Duration.ofMinutes(1))));
        assertThat(config.cluster()).isEqualTo(new AppConfig.Cluster(false));
        assertThat(config.roles()).isEqualTo(EnumSet.allOf(AppConfig.Role.class));
        assertThat(config.logging())
                .isEqualTo(new AppConfig.Logging(AppConfig.LogFormat.AUTO, AppConfig.LogLevel.INFO));
        assertThat(config.shutdown()).isEqualTo(new AppConfig.Shutdown(Duration.ofSeconds(5), Duration.ofSeconds(20)));
        assertThat(config.apps().byId()).isEmpty();
        assertThat(config.clients().byId()).isEmpty();
    }

    @Test
    void takesEveryDocumentedKey() throws IOException {
        AppConfig config = ConfigLoader.load(full(), Yaml.FILE, SECRETS).config();

        assertThat(config.http().trustedProxies()).containsExactly("10.0.0.0/8", "::1");
        assertThat(config.database().url()).isEqualTo(new Secret("postgresql://user:pass@host:5432/uniongate"));
        assertThat(config.encryptionKeys()).containsExactly(new EncryptionKey("k1", new Secret("k1:" + Yaml.KEY)));
        assertThat(config.apps().byId().values())
                .containsExactlyInAnyOrder(
                        app(MINI, AppKind.MINI_PROGRAM, "mini-secret"),
                        app(ACCOUNT, AppKind.OFFICIAL_ACCOUNT, "account-secret"),
                        app(SITE, AppKind.WEBSITE, "website-secret"),
                        new WeChatApp(
                                LENT,
                                AppKind.MINI_PROGRAM,
                                MAIN,
                                null,
                                new Component(PLATFORM, new Secret("platform-secret")),
                                SignUp.AUTOMATIC));
        assertThat(config.jsSdkHosts()).containsExactly(Map.entry(ACCOUNT, List.of("h5.example.com")));
        assertThat(config.domainFiles()).containsExactly(Map.entry(ACCOUNT, new DomainFile("MP_verify_AbC123.txt")));
        assertThat(config.webhooks())
                .containsExactly(new AppConfig.Webhook(
                        URI.create("https://hooks.example.com/uniongate"),
                        new Secret("whsec_hook"),
                        List.of("user.*")));
    }

    @Test
    void takesThePushOfAnAppOfAPlatformAndOfThoseWhoAuthorisedIt() throws IOException {
        AppConfig config = ConfigLoader.load(full(), Yaml.FILE, SECRETS).config();

        AppConfig.Push platform = new AppConfig.Push(
                new Secret("platformtoken"),
                new Secret("0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"),
                new Secret("9876543210abcdefghijklmnopqrstuvwxyzABCDEFG"),
                AppConfig.PushMode.AES,
                PLATFORM);
        AppConfig.Push own = new AppConfig.Push(
                new Secret("pushtoken"),
                new Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
                new Secret("GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba"),
                AppConfig.PushMode.AES,
                ACCOUNT);
        assertThat(config.push()).isEqualTo(Map.of(ACCOUNT, own, PLATFORM, platform, LENT, platform));
    }

    @Test
    void takesClients() throws IOException {
        AppConfig config = ConfigLoader.load(full(), Yaml.FILE, SECRETS).config();

        assertThat(config.clients().byId().values())
                .containsExactlyInAnyOrder(
                        new Client(
                                new ClientId("h5-shop"),
                                null,
                                List.of("https://h5.example.com/callback"),
                                List.of("https://h5.example.com/"),
                                ACCOUNT,
                                SITE,
                                Set.of(),
                                true),
                        new Client(
                                new ClientId("orders-service"),
                                new Secret("orders-secret"),
                                List.of(),
                                List.of(),
                                null,
                                null,
                                Set.of("introspect"),
                                false));
    }

    @Test
    void printsNoSecret() throws IOException {
        LoadedConfig loaded = ConfigLoader.load(full(), Yaml.FILE, SECRETS);

        assertThat(loaded.toString())
                .contains("h5-shop", "loginPerIp: 120/m  # uniongate.yaml:20", "publicUrl: https://auth.example.com")
                .doesNotContain("user:pass", Yaml.KEY, "mini-secret", "account-secret", "website-secret")
                .doesNotContain("orders-secret", "whsec_hook", "pushtoken", "abcdefghijklmno", "GFEDCBA9876")
                .doesNotContain("platform-secret", "platformtoken", "0123456789abc", "9876543210abc");
    }

    @Test
    void letsTheEnvironmentOverrideEveryKey() {
        AppConfig config = Yaml.load(
                "{ http: { port: 1 }, apps: [ { appId: wx1, kind: website, secret: from-file } ] }",
                Map.of(
                        "UNIONGATE_HTTP_PORT", "8081",
                        "UNIONGATE_HTTP_TRUSTED_PROXIES_0", "10.0.0.1",
                        "UNIONGATE_APPS_0_SECRET", "from-environment",
                        "UNIONGATE_APPS_0_OPEN_PLATFORM", "main",
                        "UNIONGATE_RATE_LIMITS_LOGIN_PER_IP", "5/s"));

        assertThat(config.http().port()).isEqualTo(8081);
        assertThat(config.http().trustedProxies()).containsExactly("10.0.0.1");
        assertThat(config.apps().byId().values())
                .containsExactly(app(new AppId("wx1"), AppKind.WEBSITE, "from-environment"));
        assertThat(config.rateLimits().loginPerIp()).isEqualTo(new Rate(5, Duration.ofSeconds(1)));
    }

    @Test
    void letsTheEnvironmentReplaceAWholeList() {
        AppConfig config = Yaml.load(
                "{ http: { trustedProxies: [10.0.0.1, 10.0.0.2, 10.0.0.3] }, roles: [auth-core] }",
                Map.of("UNIONGATE_HTTP_TRUSTED_PROXIES", "::1, 10.0.0.9", "UNIONGATE_ROLES", ""));

        assertThat(config.http().trustedProxies()).containsExactly("::1", "10.0.0.9");
        assertThat(config.roles()).isEqualTo(EnumSet.allOf(AppConfig.Role.class));
    }

    @Test
    void printsThePlaceholderWhereASecretStandsInAPlainValue(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("issuer"), "https://hidden.example.com");

        LoadedConfig loaded = ConfigLoader.load(
                "webhooks: [ { url: \"https://hooks.example.com/${HOOK}\", secret: whsec_x, events: [\"*\"] } ]",
                Yaml.FILE,
                Yaml.and(Map.of("HOOK", "hidden", "UNIONGATE_TOKENS_ISSUER_FILE", file.toString())));

        assertThat(loaded.config().webhooks().get(0).url()).hasPath("/hidden");
        assertThat(String.join("\n", loaded.listing()))
                .contains("https://hooks.example.com/${HOOK}", "tokens.issuer: ${file:" + file + "}")
                .doesNotContain("hidden");
    }

    @Test
    void readsSecretsFromFiles(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("app-secret"), "p$1ain\n");
        Files.writeString(directory.resolve("database-url"), "postgresql://u:p@db/ug\r\n");
        String yaml = "apps: [ { appId: wx1, kind: mini-program, secret: \"${file:app-secret}\" } ]";

        AppConfig config = ConfigLoader.load(
                        yaml,
                        directory.resolve("uniongate.yaml"),
                        Map.of(
                                "UNIONGATE_HTTP_PUBLIC_URL", "https://auth.example.com",
                                "UNIONGATE_ENCRYPTION_KEYS_0", "k1:" + Yaml.KEY,
                                "UNIONGATE_DATABASE_URL_FILE", directory + "/database-url"))
                .config();

        assertThat(config.database().url()).isEqualTo(new Secret("postgresql://u:p@db/ug"));
        assertThat(config.apps().byId().values()).extracting(WeChatApp::secret).containsExactly(new Secret("p$1ain"));
    }

    @Test
    void leavesADoubledDollarAsOne() {
        AppConfig config = Yaml.load("apps: [ { appId: wx1, kind: website, secret: \"$${HOME}\" } ]");

        assertThat(config.apps().byId().values()).extracting(WeChatApp::secret).containsExactly(new Secret("${HOME}"));
    }

    @Test
    void allowsPlainHttpOnThisMachineOnly() {
        assertThat(Yaml.load("", Map.of("UNIONGATE_HTTP_PUBLIC_URL", "http://127.0.0.1:8080"))
                        .http()
                        .publicUrl())
                .isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(Yaml.mistakes("", Map.of("UNIONGATE_HTTP_PUBLIC_URL", "http://auth.example.com")))
                .singleElement()
                .asString()
                .startsWith("http.publicUrl: \"http://auth.example.com\" is not https://<host>")
                .endsWith("(UNIONGATE_HTTP_PUBLIC_URL)");
    }

    private static WeChatApp app(AppId id, AppKind kind, String secret) {
        return new WeChatApp(id, kind, MAIN, new Secret(secret), SignUp.AUTOMATIC);
    }

    private static String full() throws IOException {
        return Files.readString(Path.of("src/test/resources/config/full.yaml"));
    }
}
