package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.CAREFUL_MINI;
import static io.uniongate.app.flow.Gate.CLIENT;
import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static io.uniongate.app.flow.Gate.PUBLISHED_MINI;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.simulator.FaultPlan;
import io.uniongate.simulator.RecordedRequest;
import io.uniongate.simulator.SimulatedComponent;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Takes every way through a server, the wrong ones too, and writes down all that must stay secret. */
final class EveryFlow {
    static final String IDEMPOTENCY_KEY = "idempotency-key-of-one-login";
    private static final List<String> SECRET_FIELDS = List.of("access_token", "refresh_token", "id_token", "session");

    private static final List<String> SENT = List.of(
            "js_code",
            "code",
            "secret",
            "access_token",
            "refresh_token",
            "component_appsecret",
            "component_verify_ticket",
            "component_access_token");

    final Set<String> secrets = new LinkedHashSet<>();
    final Set<String> names = new LinkedHashSet<>();
    final List<Answer> answers = new ArrayList<>();
    private final WeChatSimulator weChat;
    private final String url;
    private final Client client;

    EveryFlow(WeChatSimulator weChat, String url) {
        this.weChat = weChat;
        this.url = url;
        this.client = new Client(url, this::hear);
    }

    void run() {
        miniProgram();
        page();
        cookie();
        platform();
        refusedByWeChat();
        refusedByUs();
        refusedApps();
        weChat.requests().all().stream()
                .flatMap(EveryFlow::sent)
                .filter(secret -> secret.length() > 8)
                .forEach(secrets::add);
    }

    private static Stream<String> sent(RecordedRequest request) {
        JsonObject body = request.body().startsWith("{") ? new JsonObject(request.body()) : new JsonObject();
        return SENT.stream().flatMap(name -> Stream.of(request.text(name), body.getString(name, "")));
    }

    /** As a person of that name, whose ids and session_keys are noted after each step. */
    Phone phone(String name) {
        return new Phone(client, weChat.user(name));
    }

    @CanIgnoreReturnValue
    Answer login(Phone phone, String app, String... headers) {
        String code = phone.person.login(app);
        secrets.add(code);
        note(phone);
        return phone.login(app, code, headers);
    }

    private void miniProgram() {
        Phone phone = phone("xiaoming");
        Answer first = login(phone, MINI, "Idempotency-Key", IDEMPOTENCY_KEY);
        String code = weChat.requests().taken("code2session").get(0).text("js_code");
        phone.login(MINI, code, "Idempotency-Key", IDEMPOTENCY_KEY);
        login(phone, OTHER_MINI);
        Answer unknown = login(phone("xiaohong"), CAREFUL_MINI);
        phone.registers(unknown.text("session"), phone("xiaohong").person.encryptedProfile(CAREFUL_MINI));
        String[] bearer = Client.bearer(first.text("access_token"));
        client.put("/miniprogram/profile", Phone.profile(phone.person.encryptedProfile(MINI)), bearer);
        client.put("/miniprogram/profile", JsonObject.of("nickName", "小明"), bearer);
        client.patch("/users/me", JsonObject.of("nickName", "明"), bearer);
        number(phone, first.text("access_token"));
        phone.me(first.text("access_token"));
        client.get("/users/me/identities", bearer);
        client.get("/users/me/sessions", bearer);
    }

    private void number(Phone phone, String accessToken) {
        String code = phone.person.tapsPhoneButton(MINI);
        secrets.add(code);
        String number = phone.showsNumber(accessToken, code).text("phone");
        secrets.add(number);
        secrets.add(number.substring(number.length() - 11));
        phone.showsNumber(accessToken, phone.person.encryptedPhone(MINI));
        phone.showsNumber(accessToken, code);
        phone.checks(accessToken);
    }

    private void page() {
        Phone phone = phone("xiaoli");
        note(phone);
        String callback = phone.browser.callback("openid profile");
        secrets.addAll(Browser.query(callback).values());
        secrets.add(Browser.VERIFIER);
        Answer redirect = phone.browser.opens(callback);
        String code = Browser.code(redirect);
        secrets.add(code);
        Answer tokens = phone.browser.redeems(code);
        client.get("/oauth2/userinfo", Client.bearer(tokens.text("access_token")));
        Map<String, String> refresh = Map.of(
                "grant_type", "refresh_token", "client_id", CLIENT, "refresh_token", tokens.text("refresh_token"));
        String next = client.form("/oauth2/token", refresh).text("refresh_token");
        introspect(next);
        introspect(tokens.text("access_token"));
        client.form("/oauth2/revoke", Map.of("client_id", CLIENT, "token", next));
        client.form("/oauth2/token", refresh);
        phone.browser.redeems(code);
        phone.browser.opens(callback);
        phone("xiaoming").browser.opens(callback);
    }

    private void introspect(String token) {
        String basic = Base64.getEncoder().encodeToString("orders-service:orders-secret".getBytes(UTF_8));
        client.form("/oauth2/introspect", Map.of("token", token), "Authorization", "Basic " + basic);
        client.form(
                "/oauth2/introspect",
                Map.of("token", token, "client_id", "orders-service", "client_secret", "orders-secret"));
    }

    private void cookie() {
        Phone phone = phone("xiaofang");
        note(phone);
        String wechat = phone.browser
                .opens("/webpage/login?client_id=" + CLIENT + "&return_to=http%3A%2F%2Flocalhost%2F")
                .header("location");
        String callback = phone.person.approves(wechat);
        secrets.addAll(Browser.query(callback).values());
        phone.browser.opens(callback);
        phone.browser.opens("/webpage/session");
        client.post("/webpage/logout", new JsonObject(), "Cookie", phone.browser.cookieHeader());
        phone.browser.opens("/webpage/session");
    }

    /** Of an app that has no secret here. */
    private void platform() {
        SimulatedComponent platform = Leased.platform(weChat, url);
        platform.authorizedBy(PUBLISHED_MINI);
        login(phone("xiaoming"), PUBLISHED_MINI);
        platform.pushesTicket().await();
        login(phone("xiaoming"), PUBLISHED_MINI);
        weChat.next("component/code2session").fails(61003);
        login(phone("xiaoming"), PUBLISHED_MINI);
    }

    private void refusedByWeChat() {
        Stream.<Consumer<FaultPlan>>of(
                        plan -> plan.fails(40029),
                        plan -> plan.fails(40163),
                        plan -> plan.fails(40226),
                        plan -> plan.fails(45011),
                        plan -> plan.times(2).fails(-1),
                        plan -> plan.failsAsText(40029),
                        plan -> plan.answersStatus(502),
                        plan -> plan.answers("{}"),
                        FaultPlan::answersHtml,
                        FaultPlan::answersTruncated,
                        FaultPlan::answersDirty,
                        FaultPlan::drops)
                .forEach(fault -> {
                    fault.accept(weChat.next("code2session"));
                    login(phone("unlucky"), MINI);
                    fault.accept(weChat.next("access_token"));
                    phone("unlucky").browser.logsIn("openid");
                    weChat.clearFaults();
                });
        weChat.next("userinfo").fails(48001);
        phone("unlucky").browser.logsIn("openid profile");
        note(phone("unlucky"));
    }

    /** Last, because an app that WeChat refuses is not asked about for a while. */
    private void refusedApps() {
        weChat.next("code2session").fails(40125);
        login(phone("unlucky"), OTHER_MINI);
        weChat.next("access_token").failsAsText(40013);
        phone("unlucky").browser.logsIn("openid");
    }

    private void refusedByUs() {
        Phone phone = phone("xiaoming");
        Answer login = login(phone, MINI);
        String access = login.text("access_token");
        String refresh = login.text("refresh_token");
        phone.me(access.substring(0, access.length() - 4) + "AAAA");
        phone.me(refresh);
        client.get("/users/me?access_token=" + access);
        client.get("/nowhere?token=" + refresh);
        phone.refreshes(OTHER_MINI, refresh);
        phone.refreshes(MINI, refresh + "x");
        client.form("/oauth2/introspect", Map.of("token", access, "client_id", CLIENT));
        client.post("/miniprogram/login", JsonObject.of("appId", MINI, "code", List.of(access)));
        client.send(client.request("/miniprogram/login", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + access)));
        Answer unknown = login(phone("nobody"), CAREFUL_MINI);
        JsonObject stale = Phone.profile(phone("nobody").person.encryptedProfile(CAREFUL_MINI));
        client.post(
                "/miniprogram/register",
                stale.put("session", unknown.text("session")).put("signature", "0".repeat(40)));
        client.put("/miniprogram/profile", stale, Client.bearer(access));
    }

    private void note(Phone phone) {
        Stream.of(MINI, OTHER_MINI, CAREFUL_MINI, PUBLISHED_MINI, Gate.SERVICE_ACCOUNT, Gate.WEBSITE)
                .forEach(app -> {
                    names.add(phone.person.openIdIn(app));
                    phone.person.unionIdIn(app).ifPresent(names::add);
                });
        Stream.of(MINI, OTHER_MINI, CAREFUL_MINI, PUBLISHED_MINI)
                .map(phone.person::sessionKeyIn)
                .forEach(secrets::add);
    }

    private void hear(Answer answer) {
        answers.add(answer);
        answer.headers("set-cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0].split("=", 2)[1])
                .filter(value -> !value.isEmpty())
                .forEach(secrets::add);
        if (answer.header("content-type").startsWith("application/json")
                && answer.body().startsWith("{")) {
            JsonObject json = answer.json();
            SECRET_FIELDS.stream()
                    .map(json::getValue)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(secrets::add);
        }
    }
}
