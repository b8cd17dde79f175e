package io.uniongate.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigMistakesTest {
    private static final String MINI = "{ appId: wx1, kind: mini-program, secret: s }";
    private static final String ACCOUNT = "{ appId: wx2, kind: official-account, secret: s }";

    @Test
    void tellsEverythingAtOnce() {
        List<String> mistakes = Yaml.refused("""
                http:
                  port: 99999
                  publicURL: https://auth.example.com
                tokens:
                  accessTokenTtl: 15
                encryption: { keys: ["k1:not a key"] }
                apps:
                  - { appId: wx1, kind: mini-programm, secret: "${NOT_SET}" }
                """, Map.of());

        assertThat(mistakes)
                .containsExactlyInAnyOrder(
                        "http.port: \"99999\" is not a port from 0 to 65535 (0 takes a free one) (uniongate.yaml:2)",
                        "http.publicURL: unknown key; did you mean http.publicUrl? (uniongate.yaml:3)",
                        "http.publicUrl: missing: where browsers and clients reach this server; expected https://<host>"
                                + " and nothing after it (http only for localhost and 127.0.0.1)"
                                + " (or set UNIONGATE_HTTP_PUBLIC_URL)",
                        "tokens.accessTokenTtl: \"15\" is not a duration of at most one hour, such as 10m; did you mean"
                                + " \"15m\"? (uniongate.yaml:5)",
                        "encryption.keys[0]: the value (not shown) is not a name and 32 random bytes as k1:<base64>;"
                                + " make the bytes with: openssl rand -base64 32 (uniongate.yaml:6)",
                        "apps[0].kind: \"mini-programm\" is not one of mini-program, official-account, website; did"
                                + " you mean \"mini-program\"? (uniongate.yaml:8)",
                        "apps[0].secret: the environment variable NOT_SET is not set (uniongate.yaml:8)",
                        "database.url: missing: Postgres 15 or newer, or the bundled one under data/; expected"
                                + " postgresql://user:password@host:5432/database, or \"embedded\""
                                + " (or set UNIONGATE_DATABASE_URL)");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("issuer: https://a.example", "issuer: unknown key; did you mean tokens.issuer?"),
                mistake("http: 8080", "http: expected a section with host, port, publicUrl, trustedProxies"),
                mistake("apps: wx1", "apps: expected a list of sections with appId, kind"),
                mistake("http: { port: [1] }", "http.port[0]: expected one value"),
                mistake("http: { trustedProxies: 10.0.0.0/8 }", "http.trustedProxies: expected a list"),
                mistake("http: { trustedProxies: [10.0.0.0/33] }", "http.trustedProxies[0]: \"10.0.0.0/33\" is not"),
                mistake("http: { trustedProxies: [proxy.lan] }", "http.trustedProxies[0]: \"proxy.lan\" is not"),
                mistake("{ http: { port: 1 }, http: { port: 2 } }", "http: stands here twice (uniongate.yaml:1)"),
                mistake("management: { port: 8080 }", "management.port: must be another port than http.port"),
                mistake("tokens: { accessTokenTtl: 2h }", "tokens.accessTokenTtl: \"2h\" is not a duration of at most"),
                mistake("tokens: { refreshTokenTtl: 5m }", "tokens.refreshTokenTtl: must be longer than"),
                mistake("rateLimits: { loginPerIp: 120 }", "rateLimits.loginPerIp: \"120\" is not"),
                mistake(
                        "clients: [ { clientId: c, type: confidential, secret: s, profileRefresh: sometimes } ]",
                        "clients[0].profileRefresh: \"sometimes\" is not one of false, true"),
                mistake(
                        "clients: [ { clientId: c, type: confidential, secret: s, profileRefresh: true } ]",
                        "clients[0].profileRefresh: is for clients with officialAccount, website or both"));
    }

    static Stream<Arguments> mistakesInListsAndUrls() {
        return Stream.of(
                mistake("rateLimits: { enabled: yes }", "rateLimits.enabled: \"yes\" is not one of false, true"),
                mistake("wechat: { apiUrl: ftp://x }", "wechat.apiUrl: \"ftp://x\" is not"),
                mistake("roles: [auth-cor]", "roles[0]: \"auth-cor\" is not one of"),
                mistake("encryption: { keys: [x, \"k1:" + Yaml.KEY + "\"] }", "encryption.keys[1]: another key has"),
                mistake("apps: [ " + MINI + ", " + MINI + " ]", "apps[1].appId: stands in the list twice"),
                mistake("apps: [ { kind: website, secret: s } ]", "apps[0].appId: missing: AppID of a WeChat app"),
                mistake("apps: [ { appId: gh_1, kind: website, secret: s } ]", "apps[0].appId: \"gh_1\" is not"),
                mistake(
                        "apps: [ { appId: wx1, kind: website, secret: s, signUp: profile-required } ]",
                        "apps[0].signUp: profile-required is for mini programs only"),
                mistake(
                        "apps: [ { appId: wx1, kind: website, secret: s, domainFile: MP_verify_a.txt } ]",
                        "apps[0].domainFile: WeChat asks for such a file for official accounts only"),
                mistake(
                        "apps: [ { appId: wx1, kind: official-account, secret: s, domainFile: ../MP_verify_a.txt } ]",
                        "apps[0].domainFile: \"../MP_verify_a.txt\" is not the name of the file"),
                mistake("webhooks: [ { url: \"https://h.example\", secret: whsec_a } ]", "webhooks[0].events: missing"),
                mistake("nonsense:", "nonsense: unknown key (uniongate.yaml:1)"),
                mistake("htpp: {}", "htpp: unknown key"),
                mistake("http: { prot: [] }", "http.prot: unknown key; did you mean http.port?"),
                mistake("wechat: { openUrl: \"http://my_host:80\" }", "wechat.openUrl: \"http://my_host:80\" is not"),
                mistake("wechat: { apiUrl: \"https://u:hidden@h\" }", "wechat.apiUrl: \"https://***@h\" is not"),
                mistake("- a list", "uniongate.yaml: expected sections"),
                mistake("http: {", "uniongate.yaml:1: this is not YAML"),
                mistake("database: { url: \"mysql://u:hidden@h/d\" }", "database.url: the value (not shown) is not"));
    }

    static Stream<Arguments> pushMistakes() {
        return Stream.of(mistake(
                "apps: [ { appId: wx1, kind: mini-program, secret: s, push: { token: abc } } ]",
                "apps[0].push.encodingAesKey: missing"));
    }

    @ParameterizedTest
    @MethodSource({"mistakes", "mistakesInListsAndUrls", "pushMistakes"})
    void namesTheMistake(String yaml, String line) {
        List<String> mistakes = Yaml.refused(
                yaml,
                yaml.startsWith("database")
                        ? Map.of()
                        : Map.of(
                                "UNIONGATE_HTTP_PUBLIC_URL", "https://auth.example.com",
                                "UNIONGATE_DATABASE_URL", "embedded",
                                "UNIONGATE_ENCRYPTION_KEYS_0", "k1:" + Yaml.KEY));

        assertThat(mistakes).anySatisfy(mistake -> assertThat(mistake).startsWith(line));
        assertThat(mistakes).noneSatisfy(mistake -> assertThat(mistake).contains("hidden"));
    }

    static Stream<Arguments> clientMistakes() {
        return Stream.of(
                mistake("type: public, secret: s", "clients[0].secret: a public client has no secret"),
                mistake("type: confidential", "clients[0].secret: missing: a confidential client needs it"),
                mistake("type: public", "clients[0].redirectUris: missing: a public client needs"),
                mistake("officialAccount: wx1", "clients[0].officialAccount: \"wx1\" is not an app of kind official"),
                mistake("website: wx9", "clients[0].website: \"wx9\" is not an app of kind website in apps"),
                mistake("redirectUris: [\"https://a.example/cb\"]", "clients[0].officialAccount: missing: a login"),
                mistake("redirectUris: [\"/cb\"]", "clients[0].redirectUris[0]: \"/cb\" is not an absolute URL"),
                mistake("redirectUris: [\"https://a.example/#x\"]", "clients[0].redirectUris[0]: "),
                mistake("redirectUris: [\"https://*.a.example/\"]", "clients[0].redirectUris[0]: "),
                mistake("redirectUris: [\"https://me@a.example/\"]", "clients[0].redirectUris[0]: "),
                mistake("returnTo: [\"myapp://home\"]", "clients[0].returnTo[0]: "));
    }

    @ParameterizedTest
    @MethodSource("clientMistakes")
    void namesTheMistakeOfAClient(String settings, String line) {
        List<String> mistakes = Yaml.mistakes(
                "{ apps: [ " + MINI + ", " + ACCOUNT + " ], clients: [ { clientId: shop, " + settings + " } ] }");

        assertThat(mistakes).anySatisfy(mistake -> assertThat(mistake).startsWith(line));
    }

    @Test
    void refusesAClientUnderAnAppsName() {
        List<String> mistakes = Yaml.mistakes(
                "{ apps: [ " + MINI + " ], clients: [ { clientId: wx1, type: confidential, secret: s } ] }");

        assertThat(mistakes).containsExactly("clients[0].clientId: is an app's AppID already (uniongate.yaml:1)");
    }

    @Test
    void tellsOtherMistakesBesideAKeyThatStandsTwice() {
        List<String> mistakes = Yaml.mistakes("{ http: { port: x }, tokens: { issuer: i, issuer: j } }");

        assertThat(mistakes)
                .hasSize(3)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("tokens.issuer: stands here twice"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("http.port: \"x\" is not"));
    }

    @Test
    void showsThePlaceholderAndNotWhatItStandsFor() {
        List<String> mistakes = Yaml.mistakes(
                "{ http: { port: \"${PORT}\" }, tokens: { accessTokenTtl: \"${LIFE}\" } }",
                Map.of("PORT", "hidden", "LIFE", "15"));

        assertThat(mistakes)
                .hasSize(2)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("http.port: \"${PORT}\" is not a port"))
                .allSatisfy(mistake -> assertThat(mistake).doesNotContain("hidden", "15"));
    }

    @Test
    void refusesAVariableThatLooksLikeATypingMistake() {
        assertThat(Yaml.mistakes("", Map.of("UNIONGATE_HTTP_PROT", "1")))
                .containsExactly("UNIONGATE_HTTP_PROT: unknown variable; did you mean UNIONGATE_HTTP_PORT?");
        assertThat(Yaml.mistakes("", Map.of("UNIONGATE_ROLE", "auth-core")))
                .containsExactly("UNIONGATE_ROLE: unknown variable; did you mean UNIONGATE_ROLES?");
    }

    @Test
    void leavesVariablesThatOrchestratorsSet() {
        assertThat(Yaml.load("", Map.of("UNIONGATE_SERVICE_HOST", "10.0.0.1", "UNIONGATE_PORT_8080_TCP", "x"))
                        .http()
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void refusesAValueThatIsSetTwice() {
        assertThat(Yaml.mistakes("", Map.of("UNIONGATE_DATABASE_URL_FILE", "/x")))
                .containsExactly("UNIONGATE_DATABASE_URL_FILE: set this or UNIONGATE_DATABASE_URL, not both");
    }

    @Test
    void saysWhenTheFileIsNotThere() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                InvalidConfigException.class, () -> ConfigLoader.load(Path.of("no.yaml"), Map.of()))
                        .mistakes())
                .containsExactly("no.yaml: the file cannot be read");
    }

    @Test
    void neverShowsAValueOfASecretKey() {
        for (Key<?> key : ConfigKeys.ALL) {
            boolean named = key.path().matches(".*(secret|token|encodingAesKey|EncodingAesKey|keys\\[]|database.url)");

            assertThat(key.shape().isSecret()).as(key.path()).isEqualTo(named);
        }
    }

    private static Arguments mistake(String yaml, String line) {
        return Arguments.of(yaml, line);
    }
}
