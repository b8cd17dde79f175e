package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OAuthTokensIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerAccounts() {
        wechat.add(App.serviceAccount("wxa", "secret", "example.com").withOpenPlatform("main"));
        wechat.add(App.serviceAccount("wxb", "secret", "example.com").withOpenPlatform("other"));
        wechat.add(App.miniProgram("wxmini", "secret").withOpenPlatform("main"));
    }

    @Test
    void tellsNoUnionidForTheBaseScope() {
        JsonObject grant = exchange("wxa", code("wxa", "snsapi_base"));

        assertThat(grant.fieldNames())
                .containsExactly("access_token", "expires_in", "refresh_token", "openid", "scope");
        assertThat(grant.getInteger("expires_in")).isEqualTo(7200);
    }

    @Test
    void tellsAUnionidThatIsTheSameThroughoutAnOpenPlatformAccountOnly() {
        String here = exchange("wxa", code("wxa", "snsapi_userinfo")).getString("unionid");
        String elsewhere = exchange("wxb", code("wxb", "snsapi_userinfo")).getString("unionid");

        assertThat(here).isEqualTo(wechat.user("小明").unionIdIn("wxmini").orElseThrow());
        assertThat(elsewhere).isNotEqualTo(here);
    }

    @Test
    void tellsVirtualIdsInASnapshot() {
        wechat.user("小明").becomes(Trait.SNAPSHOT);
        String code = codeOf(wechat.user("小明").staysInSnapshot(link("wxa", "snsapi_userinfo")));

        JsonObject grant = exchange("wxa", code);
        JsonObject profile = userInfo(grant);

        assertThat(grant.getInteger("is_snapshotuser")).isEqualTo(1);
        assertThat(grant.getString("openid")).isNotEqualTo(wechat.user("小明").openIdIn("wxa"));
        assertThat(grant.getString("unionid"))
                .isNotNull()
                .isNotEqualTo(wechat.user("小明").unionIdIn("wxa").orElseThrow());
        assertThat(profile.containsKey("is_snapshotuser")).isFalse();
        assertThat(profile.getString("nickname")).isEqualTo("微信用户");
    }

    @Test
    void exchangesAPagesCodeOnceInFiveMinutesForItsApp() {
        String used = code("wxa", "snsapi_base");
        JsonObject first = exchange("wxa", used);
        String foreign = code("wxb", "snsapi_base");
        String old = code("wxa", "snsapi_base");
        Integer foreignErrcode = exchange("wxa", foreign).getInteger("errcode");
        Integer usedErrcode = exchange("wxa", used).getInteger("errcode");
        wechat.clock().advance(Duration.ofMinutes(5));

        assertThat(first.containsKey("openid")).isTrue();
        assertThat(usedErrcode).isEqualTo(40163);
        assertThat(foreignErrcode).isEqualTo(40029);
        assertThat(exchange("wxa", old).getInteger("errcode")).isEqualTo(40029);
    }

    @Test
    void keepsMiniProgramCodesAndPagesCodesApart() {
        String login = wechat.user("小明").login("wxmini");

        assertThat(exchange("wxmini", login).getInteger("errcode")).isEqualTo(40029);
    }

    @Test
    void showsTheProfileWithoutSexAndRegion() {
        wechat.user("小明").change(user -> user.withNickname("小明 🌸"));

        JsonObject profile = userInfo(exchange("wxa", code("wxa", "snsapi_userinfo")));

        assertThat(profile.getString("nickname")).isEqualTo("小明 🌸");
        assertThat(profile.getInteger("sex")).isZero();
        assertThat(profile.getString("city")).isEmpty();
        assertThat(profile.getJsonArray("privilege")).isEmpty();
        assertThat(profile.getString("unionid"))
                .isEqualTo(wechat.user("小明").unionIdIn("wxa").orElseThrow());
    }

    @Test
    void refusesTheProfileOfABaseLogin() {
        assertThat(userInfo(exchange("wxa", code("wxa", "snsapi_base"))).getInteger("errcode"))
                .isEqualTo(48001);
    }

    @Test
    void checksTokenAndOpenidTogether() {
        JsonObject grant = exchange("wxa", code("wxa", "snsapi_base"));
        String token = grant.getString("access_token");
        String openId = grant.getString("openid");

        assertThat(check(token, openId).encode()).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
        assertThat(check("", openId).getInteger("errcode")).isEqualTo(41001);
        assertThat(check(token, "").getInteger("errcode")).isEqualTo(41009);
        assertThat(check("invented", openId).getInteger("errcode")).isEqualTo(40001);
        assertThat(check(token, "oSomebodyElse").getInteger("errcode")).isEqualTo(40003);
        wechat.clock().advance(Duration.ofHours(2));
        assertThat(check(token, openId).getInteger("errcode")).isEqualTo(42001);
    }

    @Test
    void extendsALivingTokenAndReplacesADeadOne() {
        JsonObject grant = exchange("wxa", code("wxa", "snsapi_userinfo"));
        wechat.clock().advance(Duration.ofHours(1));
        JsonObject extended = refresh("wxa", grant.getString("refresh_token"));
        wechat.clock().advance(Duration.ofMinutes(90));
        JsonObject stillAlive = userInfo(extended);
        wechat.clock().advance(Duration.ofHours(1));
        JsonObject replaced = refresh("wxa", grant.getString("refresh_token"));

        assertThat(extended.getString("access_token")).isEqualTo(grant.getString("access_token"));
        assertThat(extended.containsKey("unionid")).isFalse();
        assertThat(stillAlive.containsKey("nickname")).isTrue();
        assertThat(replaced.getString("access_token")).isNotEqualTo(grant.getString("access_token"));
        assertThat(userInfo(grant).getInteger("errcode")).isEqualTo(40001);
    }

    @Test
    void refusesRefreshTokensThatAreUnknownForeignOldOrRevoked() {
        String token = exchange("wxa", code("wxa", "snsapi_base")).getString("refresh_token");

        assertThat(refresh("wxa", "").getInteger("errcode")).isEqualTo(41003);
        assertThat(refresh("wxa", "invented").getInteger("errcode")).isEqualTo(40030);
        assertThat(refresh("wxb", token).getInteger("errcode")).isEqualTo(40030);
        wechat.clock().advance(Duration.ofDays(30));
        assertThat(refresh("wxa", token).getInteger("errcode")).isEqualTo(42002);
        wechat.user("小明").changesPassword();
        assertThat(refresh("wxa", token).getInteger("errcode")).isEqualTo(42007);
    }

    private String code(String appId, String scope) {
        return codeOf(wechat.user("小明").approves(link(appId, scope)));
    }

    private static String codeOf(String callback) {
        return callback.replaceAll(".*code=([^&]+).*", "$1");
    }

    private String link(String appId, String scope) {
        return wechat.openUrl() + "/connect/oauth2/authorize?appid=" + appId
                + "&redirect_uri=https%3A%2F%2Fexample.com&response_type=code&scope=" + scope;
    }

    private JsonObject exchange(String appId, String code) {
        return browser.json(wechat.apiUrl() + "/sns/oauth2/access_token?appid=" + appId + "&secret=secret&code=" + code
                + "&grant_type=authorization_code");
    }

    private JsonObject refresh(String appId, String token) {
        return browser.json(wechat.apiUrl() + "/sns/oauth2/refresh_token?appid=" + appId
                + "&grant_type=refresh_token&refresh_token=" + token);
    }

    private JsonObject check(String token, String openId) {
        return browser.json(wechat.apiUrl() + "/sns/auth?access_token=" + token + "&openid=" + openId);
    }

    private JsonObject userInfo(JsonObject grant) {
        return browser.json(wechat.apiUrl() + "/sns/userinfo?access_token=" + grant.getString("access_token")
                + "&openid=" + grant.getString("openid") + "&lang=zh_CN");
    }
}
