package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void addByControl() {
        assertThat(send(HttpMethod.POST, "/apps", "{'appId':'wxmini','secret':'s','openPlatform':'main'}"))
                .isNotNull();
        assertThat(send(HttpMethod.POST, "/users", "{'name':'小明','traits':['consented']}"))
                .isNotNull();
    }

    @Test
    void addsAndChangesApps() {
        JsonObject changed = send(HttpMethod.PATCH, "/apps/wxmini", "{'kind':'service-account','secretFrozen':true}");

        assertThat(changed.getString("kind")).isEqualTo("service-account");
        assertThat(changed.getString("secret")).isEqualTo("s");
        assertThat(wechat.app("wxmini").data().secretState()).isEqualTo(App.SecretState.FROZEN);
        assertThat(send(HttpMethod.GET, "/apps", "").getJsonArray("apps")).hasSize(1);
    }

    @Test
    void addsAndChangesUsersAndTellsTheirIds() {
        JsonObject user =
                send(HttpMethod.PATCH, "/users/%E5%B0%8F%E6%98%8E", "{'nickname':'明','openIds':{'wxmini':'oPinned'}}");

        assertThat(user.getString("nickname")).isEqualTo("明");
        assertThat(user.getJsonArray("traits")).containsExactly("consented");
        assertThat(user.getJsonObject("identities").getJsonObject("wxmini").getString("openid"))
                .isEqualTo("oPinned");
        assertThat(send(HttpMethod.GET, "/users", "").getString("phone")).isEqualTo("小明");
    }

    @Test
    void drawsTheFaceOfWhoHasNoAvatar() {
        JsonObject user = send(HttpMethod.PATCH, "/users/%E5%B0%8F%E6%98%8E", "{'nickname':'<明>'}");

        HttpResponse<Buffer> face = browser.get(user.getString("avatarUrl"));

        assertThat(user.getString("avatarUrl")).startsWith(wechat.openUrl());
        assertThat(face.getHeader("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(Browser.text(face)).contains(">&lt;</text>");
    }

    @Test
    void handsThePhoneToSomebodyElse() {
        wechat.add(User.named("小红"));

        assertThat(send(HttpMethod.PUT, "/phone", "{'user':'小红'}").getString("user"))
                .isEqualTo("小红");
        assertThat(send(HttpMethod.GET, "/users", "").getString("phone")).isEqualTo("小红");
    }

    @Test
    void understandsTheNameThatTheOtherApisGiveAnApp() {
        JsonObject login = send(HttpMethod.POST, "/codes", "{'user':'小明','appId':'wxmini'}");

        assertThat(exchange(login.getString("code")).getString("openid")).isNotEmpty();
    }

    @Test
    void logsInAndListsTheCodes() {
        JsonObject login = send(HttpMethod.POST, "/codes", "{'user':'小明','app':'wxmini','count':3}");
        JsonObject answer = exchange(login.getString("code"));

        JsonObject first =
                send(HttpMethod.GET, "/codes", "").getJsonArray("codes").getJsonObject(0);

        assertThat(answer.containsKey("unionid")).isTrue();
        assertThat(login.getJsonArray("codes")).hasSize(3);
        assertThat(first.getBoolean("used")).isTrue();
    }

    @Test
    void encryptsAProfile() {
        JsonObject profile = send(HttpMethod.POST, "/users/%E5%B0%8F%E6%98%8E/profile", "{'app':'wxmini'}");

        assertThat(profile.fieldNames()).containsExactlyInAnyOrder("rawData", "signature", "encryptedData", "iv");
    }

    @Test
    void injectsListsAndClearsFaults() {
        JsonObject fault = send(
                HttpMethod.POST,
                "/faults",
                "{'api':'code2session','app':'wxmini','times':'always','delay':'PT0.001S','effect':{'failsAsText':40029}}");

        assertThat(exchange("c").getValue("errcode")).isEqualTo("40029");
        assertThat(send(HttpMethod.GET, "/faults", "").getJsonArray("faults")).containsExactly(fault);
        assertThat(send(HttpMethod.DELETE, "/faults", "")).isEmpty();
        assertThat(exchange("c").getValue("errcode")).isEqualTo(40029);
    }

    @Test
    void movesTheClock() {
        Instant before = Instant.parse(send(HttpMethod.GET, "/clock", "").getString("now"));

        Instant after = Instant.parse(
                send(HttpMethod.POST, "/clock", "{'advance':'PT2H'}").getString("now"));

        assertThat(Duration.between(before, after)).isGreaterThanOrEqualTo(Duration.ofHours(2));
    }

    @Test
    void tellsWhatWasAsked() {
        assertThat(exchange("one").getInteger("errcode")).isEqualTo(40029);
        assertThat(exchange("two").getInteger("errcode")).isEqualTo(40029);

        JsonObject found = send(HttpMethod.GET, "/requests?api=code2session&app=wxmini&code=two", "");
        JsonObject request = found.getJsonArray("requests").getJsonObject(0);

        assertThat(found.getInteger("count")).isEqualTo(1);
        assertThat(request.getJsonObject("parameters").getString("secret")).isEqualTo("s");
        assertThat(request.getInteger("errcode")).isEqualTo(40029);
        assertThat(send(HttpMethod.DELETE, "/requests", "")).isEmpty();
        assertThat(send(HttpMethod.GET, "/requests", "").getInteger("count")).isZero();
    }

    @Test
    void resetsToHowItWasStarted() {
        assertThat(send(HttpMethod.POST, "/reset", "")).isEmpty();

        assertThat(send(HttpMethod.GET, "/apps", "").getJsonArray("apps")).isEmpty();
        assertThat(send(HttpMethod.GET, "/users", "").getString("phone")).isEmpty();
    }

    @Test
    void refusesMistakesWithAReason() {
        assertThat(refusal("/codes", "{'user':'nobody','app':'wxmini'}"))
                .contains("no simulated user is called nobody");
        assertThat(refusal("/codes", "{'user':'小明','app':'wxnone'}")).contains("no simulated app");
        assertThat(refusal("/apps", "{}")).contains("needs an appId");
        assertThat(refusal("/apps", "{")).isNotEmpty();
        assertThat(refusal("/faults", "{'api':'code2session','effect':{'explodes':true}}"))
                .contains("explodes");
        assertThat(refusal("/faults", "{'api':'nonsense'}")).contains("nonsense");
        assertThat(refusal("/clock", "{'advance':'soon'}")).isNotEmpty();
    }

    private String refusal(String path, String body) {
        HttpResponse<Buffer> answer = ask(HttpMethod.POST, path, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return Browser.fields(answer).getString("error");
    }

    private JsonObject exchange(String code) {
        return browser.json(wechat.apiUrl() + "/sns/jscode2session?appid=wxmini&secret=s&js_code=" + code
                + "&grant_type=authorization_code");
    }

    private JsonObject send(HttpMethod method, String path, String body) {
        return Browser.fields(ask(method, path, body));
    }

    private HttpResponse<Buffer> ask(HttpMethod method, String path, String body) {
        return browser.client()
                .requestAbs(method, wechat.apiUrl() + "/_sim/v1" + path)
                .sendBuffer(Buffer.buffer(body.replace('\'', '"')))
                .await();
    }
}
