package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QrConnectIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerWebsite() {
        wechat.add(App.website("wxsite", "secret", "www.example.com").withOpenPlatform("main"));
        wechat.add(App.serviceAccount("wxaccount", "secret", "www.example.com"));
    }

    @Test
    void showsAPageToConfirmOnOutsideOfWeChatToo() {
        wechat.add(User.named("小明"));

        HttpResponse<Buffer> page = browser.request(link("wxsite", "snsapi_login", "www.example.com"))
                .putHeader("User-Agent", "Mozilla/5.0 Chrome/142")
                .send()
                .await();

        assertThat(Browser.text(page)).contains("微信登录", "允许", "模拟器 / SIMULATOR");
    }

    @Test
    void isEmbeddedByAScriptAndLeavesTheFrameUnlessToldOtherwise() {
        wechat.add(User.named("小明"));
        String frame = wechat.openUrl() + "/connect/qrconnect?appid=wxsite&scope=snsapi_login&redirect_uri="
                + "https%3A%2F%2Fwww.example.com%2Fcallback&state=a&login_type=jssdk&self_redirect=";

        String script = Browser.text(browser.get(wechat.openUrl() + "/connect/zh_CN/htmledition/js/wxLogin.js"));

        assertThat(script).contains("window.WxLogin", "login_type=jssdk");
        assertThat(Browser.text(browser.get(frame + "false"))).contains("target=\"_top\"");
        assertThat(Browser.text(browser.get(frame + "true"))).doesNotContain("_top");
    }

    @Test
    void givesACodeThatLastsTenMinutes() {
        String early = exchangeAfter(Duration.ofMinutes(6)).getString("openid");
        Integer late = exchangeAfter(Duration.ofMinutes(10)).getInteger("errcode");

        assertThat(early).isEqualTo(wechat.user("小明").openIdIn("wxsite"));
        assertThat(late).isEqualTo(40029);
    }

    @Test
    void tellsTheUnionid() {
        assertThat(exchangeAfter(Duration.ZERO).getString("unionid"))
                .isEqualTo(wechat.user("小明").unionIdIn("wxsite").orElseThrow());
    }

    @Test
    void callsNobodyBackAfterADenial() {
        assertThat(wechat.user("小明").denies(link("wxsite", "snsapi_login", "www.example.com")))
                .isEmpty();
    }

    @Test
    void refusesOtherAppsScopesAndHosts() {
        assertRefused(link("wxaccount", "snsapi_login", "www.example.com"), "appid");
        assertRefused(link("wxsite", "snsapi_userinfo", "www.example.com"), "scope");
        assertRefused(link("wxsite", "snsapi_login", "example.com"), "redirect_uri");
    }

    private void assertRefused(String link, String reason) {
        assertThatThrownBy(() -> wechat.user("小明").approves(link)).hasMessageContaining(reason);
    }

    private JsonObject exchangeAfter(Duration age) {
        String callback = wechat.user("小明").approves(link("wxsite", "snsapi_login", "www.example.com"));
        wechat.clock().advance(age);
        String code = callback.replaceAll(".*code=([^&]+).*", "$1");
        return browser.json(wechat.apiUrl() + "/sns/oauth2/access_token?appid=wxsite&secret=secret&code=" + code
                + "&grant_type=authorization_code");
    }

    private String link(String appId, String scope, String host) {
        return wechat.openUrl() + "/connect/qrconnect?appid=" + appId + "&redirect_uri=https%3A%2F%2F" + host
                + "%2Fcallback&response_type=code&scope=" + scope + "&state=a-b_c#wechat_redirect";
    }
}
