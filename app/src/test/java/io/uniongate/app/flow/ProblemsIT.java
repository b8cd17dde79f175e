package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.CAREFUL_MINI;
import static io.uniongate.app.flow.Gate.CLIENT;
import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static io.uniongate.app.flow.Gate.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.simulator.Trait;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every refusal in the catalogue, provoked over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsIT {
    /** Those that need a server, or a page, of their own. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "STORAGE_UNAVAILABLE", "OutageIT",
            "RATE_LIMITED", "LimitsIT",
            "SNAPSHOT_USER", "below",
            "COMPONENT_TICKET_MISSING", "ComponentFlowIT",
            "APP_SECRET_MISSING", "ComponentFlowIT");

    @AutoClose
    private final Gate gate = Gate.open(Clock.systemUTC(), ProblemsIT::breakable);

    private final Phone phone = gate.phone("xiaoming");
    private final Client client = phone.client;

    @Test
    void provokesEveryRefusalOfTheCatalogue() {
        Map<String, Supplier<Answer>> provocations = provocations();

        Set<String> catalogue = codes(Problem.class).collect(Collectors.toCollection(TreeSet::new));
        catalogue.removeAll(ELSEWHERE.keySet());
        assertThat(provocations.keySet()).containsExactlyInAnyOrderElementsOf(catalogue);
        provocations.forEach((code, provocation) -> {
            Answer answer = provocation.get();
            assertThat(answer.body()).as(code).contains(code);
            assertThat(answer.status()).as(code).isBetween(400, 599);
            assertThat(answer.header("x-request-id")).as(code).isNotBlank();
        });
    }

    @Test
    void spellsThemTheOAuthWayUnderOauth2() {
        Answer grant = phone.refreshes(MINI, "not-a-token");
        Answer type = client.form("/oauth2/token", Map.of("grant_type", "password", "client_id", CLIENT));

        assertThat(grant.status()).isEqualTo(400);
        assertThat(grant.json().getString("error")).isEqualTo("invalid_grant");
        assertThat(type.json().getString("error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    @Tag("S27")
    @Tag("T39")
    void explainsToASnapshotUserHowToGoOnAndStoresNothing() {
        Phone visitor = gate.phone("visitor");
        visitor.person.becomes(Trait.SNAPSHOT);
        String wechat = visitor.browser
                .opens(visitor.browser.authorizeUrl("openid profile"))
                .header("location");

        Answer page = visitor.browser.opens(visitor.person.staysInSnapshot(wechat));

        assertThat(page.body()).contains("使用完整服务").contains("error=interaction_required");
        assertThat(gate.rows("SELECT 1 FROM identity WHERE app_id = $1", Gate.SERVICE_ACCOUNT))
                .isEmpty();
        visitor.person.stopsBeing(Trait.SNAPSHOT);
        assertThat(visitor.browser.logsIn("openid profile").status()).isEqualTo(302);
    }

    private Map<String, Supplier<Answer>> provocations() {
        Map<String, Supplier<Answer>> all = new TreeMap<>();
        all.put("INVALID_REQUEST", () -> client.post("/miniprogram/login", new JsonObject()));
        all.put("UNKNOWN_APP", () -> phone.login("wx0000000000000000", "code"));
        all.put("CODE_INVALID", () -> phone.login(MINI, "neverIssued"));
        all.put("REGISTRATION_EXPIRED", () -> phone.registers("x", phone.person.encryptedProfile(MINI)));
        all.put("TOKEN_INVALID", () -> phone.me("no.token.atall"));
        all.put("NOT_FOUND", () -> client.get("/nowhere"));
        all.put("METHOD_NOT_ALLOWED", () -> client.get("/miniprogram/login"));
        all.put("UNSUPPORTED_MEDIA_TYPE", this::plainText);
        all.put("PAYLOAD_TOO_LARGE", () -> client.post("/miniprogram/login", JsonObject.of("code", "x".repeat(70000))));
        all.put("NOT_ACCEPTABLE", () -> client.get("/test/not-acceptable"));
        all.put("INTERNAL", () -> client.get("/test/internal"));
        all.put("UNAVAILABLE", () -> client.get("/test/unavailable"));
        all.put("SESSION_KEY_STALE", this::staleKey);
        all.put("DATA_REJECTED", this::oldData);
        all.put("PUSH_REJECTED", () -> client.post("/wechat/push/" + Gate.SERVICE_ACCOUNT, new JsonObject()));
        all.put("PHONE_CODE_INVALID", this::loginCodeAsPhoneCode);
        all.put("USER_BLOCKED", this::riskyPerson);
        all.put("WECHAT_RATE_LIMITED", () -> loginWith(45011));
        all.put("WECHAT_MISCONFIGURED", this::refusedApp);
        all.put("WECHAT_BAD_ANSWER", this::emptyAnswer);
        all.put("WECHAT_UNAVAILABLE", this::droppedCall);
        all.putAll(pages());
        all.putAll(oauth());
        return all;
    }

    private Map<String, Supplier<Answer>> pages() {
        String authorize = phone.browser.authorizeUrl("openid");
        return Map.of(
                "REDIRECT_URI_INVALID",
                () -> client.get(authorize.replace("callback", "other")),
                "STATE_INVALID",
                () -> client.get("/oauth2/wechat/callback?code=c&state=" + "a".repeat(32)),
                "ACCESS_DENIED",
                () -> denied("/webpage/login?client_id=" + CLIENT + "&return_to=http%3A%2F%2Flocalhost%2F"),
                "LOGIN_LOOP",
                this::circles,
                "URL_NOT_ALLOWED",
                () -> client.get("/webpage/js-sdk?url=https%3A%2F%2Fevil.example&appId=" + SERVICE_ACCOUNT),
                "CROSS_SITE_REQUEST",
                () -> client.post("/webpage/logout", new JsonObject(), "Sec-Fetch-Site", "cross-site"));
    }

    private Map<String, Supplier<Answer>> oauth() {
        return Map.of(
                "invalid_grant", () -> phone.refreshes(MINI, "x"),
                "invalid_client", () -> client.form("/oauth2/introspect", Map.of("token", "x")),
                "unauthorized_client",
                        () -> client.form(
                                "/oauth2/token",
                                Map.of("grant_type", "authorization_code", "client_id", MINI, "code", "x")),
                "insufficient_scope", this::withoutScope,
                "unsupported_grant_type",
                        () -> client.form("/oauth2/token", Map.of("grant_type", "password", "client_id", CLIENT)));
    }

    private Answer withoutScope() {
        return client.form(
                "/oauth2/introspect",
                Map.of("token", "x", "client_id", "reports-service", "client_secret", "reports-secret"));
    }

    private static void breakable(Router router) {
        router.get("/test/internal").handler(ctx -> {
            throw new IllegalStateException("on purpose");
        });
        router.get("/test/unavailable").handler(ctx -> ctx.fail(new ProblemException(new Problem.Unavailable())));
        router.get("/test/not-acceptable").handler(ctx -> ctx.fail(406));
    }

    private Answer plainText() {
        return client.send(client.request("/miniprogram/login", "Content-Type", "text/plain")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
    }

    private Answer staleKey() {
        String token = phone.opens(MINI).text("access_token");
        JsonObject profile = Phone.profile(phone.person.encryptedProfile(MINI)).put("signature", "0".repeat(40));
        return client.put("/miniprogram/profile", profile, Client.bearer(token));
    }

    private Answer loginCodeAsPhoneCode() {
        String token = phone.opens(MINI).text("access_token");
        return phone.showsNumber(token, phone.person.login(MINI));
    }

    private Answer oldData() {
        Answer unknown = gate.phone("laowang").opens(CAREFUL_MINI);
        JsonObject old = Phone.profile(gate.weChat.user("laowang").encryptedProfile(CAREFUL_MINI));
        gate.weChat.clock().advance(Duration.ofDays(1));
        JsonObject fromTomorrow = Phone.profile(gate.weChat.user("laowang").encryptedProfile(CAREFUL_MINI));
        assertThat(fromTomorrow).isNotEqualTo(old);
        return client.post("/miniprogram/register", fromTomorrow.put("session", unknown.text("session")));
    }

    private Answer riskyPerson() {
        gate.weChat.user("risky").becomes(Trait.RISKY);
        return gate.phone("risky").opens(MINI);
    }

    private Answer loginWith(int errcode) {
        gate.weChat.next("code2session").forUser("xiaohong").fails(errcode);
        return gate.phone("xiaohong").opens(MINI);
    }

    /** Of an app that nothing else is asked about, for it is not asked for a while. */
    private Answer refusedApp() {
        gate.weChat.next("code2session").forApp(OTHER_MINI).fails(40125);
        return gate.phone("xiaohong").opens(OTHER_MINI);
    }

    private Answer emptyAnswer() {
        gate.weChat.next("code2session").forUser("xiaohong").answers("{}");
        return gate.phone("xiaohong").opens(MINI);
    }

    private Answer droppedCall() {
        gate.weChat.next("code2session").forUser("xiaohong").drops();
        return gate.phone("xiaohong").opens(MINI);
    }

    private Answer denied(String login) {
        String state = Browser.query(
                        phone.browser.opens(login).header("location").replace("#wechat_redirect", ""))
                .get("state");
        return phone.browser.opens("/oauth2/wechat/callback?state=" + state);
    }

    private Answer circles() {
        Browser browser = gate.phone("dizzy").browser;
        return Stream.generate(() -> browser.opens(browser.authorizeUrl("openid")))
                .limit(12)
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static Stream<String> codes(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(type -> type.isInterface() ? codes(type) : Stream.of(code(type)));
    }

    /** Under /oauth2 a refusal shows its OAuth name, everywhere else its own. */
    private static String code(Class<?> type) {
        String code =
                type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
        Set<String> oauthOnly = Set.of(
                "INVALID_GRANT",
                "INVALID_CLIENT",
                "UNAUTHORIZED_CLIENT",
                "UNSUPPORTED_GRANT_TYPE",
                "INSUFFICIENT_SCOPE");
        return oauthOnly.contains(code) ? code.toLowerCase(java.util.Locale.ROOT) : code;
    }
}
