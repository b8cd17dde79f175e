package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComponentIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    private final SimulatedUser user = wechat.user("小明");

    @BeforeEach
    void registerApps() {
        wechat.add(App.miniProgram("wxmini", "secret"));
        wechat.add(App.serviceAccount("wxaccount", "secret", "localhost"));
        wechat.component("wxcomp").authorizedBy("wxmini");
        wechat.component("wxcomp").authorizedBy("wxaccount");
    }

    @Test
    void exchangesALoginCodeWithoutTheAppsSecret() {
        JsonObject session = session(wechat.component("wxcomp").accessToken());

        assertThat(session.getString("openid")).isEqualTo(user.openIdIn("wxmini"));
        assertThat(session.getString("session_key")).isEqualTo(user.sessionKeyIn("wxmini"));
    }

    @Test
    void exchangesAndRefreshesAPagesGrant() {
        JsonObject grant = ask(
                "/sns/oauth2/component/access_token",
                "appid=wxaccount&code=" + pageCode()
                        + "&grant_type=authorization_code&component_appid=wxcomp&component_access_token="
                        + wechat.component("wxcomp").accessToken());
        String refresh = "appid=wxaccount&grant_type=refresh_token&component_appid=wxcomp&refresh_token="
                + grant.getString("refresh_token");

        JsonObject refreshed = ask(
                "/sns/oauth2/component/refresh_token",
                refresh + "&component_access_token="
                        + wechat.component("wxcomp").accessToken());

        assertThat(refreshed.getString("openid")).isEqualTo(user.openIdIn("wxaccount"));
        assertThat(ask("/sns/oauth2/component/refresh_token", refresh).getInteger("errcode"))
                .isEqualTo(41001);
    }

    @Test
    void refusesAPlatformThatTheAppDidNotAuthorize() {
        wechat.component("wxcomp").abandonedBy("wxmini");

        assertThat(session(wechat.component("wxcomp").accessToken()).getInteger("errcode"))
                .isEqualTo(61003);
    }

    @Test
    void wantsAPlatformsTokenThatLives() {
        String token = wechat.component("wxcomp").accessToken();
        wechat.clock().advance(Duration.ofHours(2));

        assertThat(session(token).getInteger("errcode")).isEqualTo(42001);
        assertThat(session("invented").getInteger("errcode")).isEqualTo(40001);
        assertThat(session(wechat.component("wxcomp").accessToken()).getString("openid"))
                .isNotEmpty();
    }

    @Test
    void opensNoPageForAPlatformWithoutAuthorization() {
        wechat.component("wxcomp").abandonedBy("wxaccount");

        assertThatThrownBy(this::pageCode).hasMessageContaining("10015");
    }

    @Test
    void givesATokenForTheSecretAndTheTicketThatWasPushed() {
        String ticket = wechat.component("wxcomp").issuesTicket();

        JsonObject first = token("secret-of-wxcomp", ticket);
        JsonObject second = token("secret-of-wxcomp", ticket);

        assertThat(second.getInteger("expires_in")).isEqualTo(7200);
        assertThat(session(first.getString("component_access_token")).getInteger("errcode"))
                .isEqualTo(40001);
        assertThat(session(second.getString("component_access_token")).getString("openid"))
                .isEqualTo(user.openIdIn("wxmini"));
    }

    @Test
    void wantsTheSecretAndATicketThatHolds() {
        String ticket = wechat.component("wxcomp").issuesTicket();

        assertThat(token("wrong", ticket).getInteger("errcode")).isEqualTo(40125);
        assertThat(token("secret-of-wxcomp", "invented").getInteger("errcode")).isEqualTo(61006);
        wechat.clock().advance(Duration.ofHours(12));
        assertThat(token("secret-of-wxcomp", ticket).getInteger("errcode")).isEqualTo(61005);
    }

    @Test
    void pushesATicketSealedForThePlatform() {
        try (PushReceiver server = new PushReceiver()) {
            wechat.component("wxcomp").pushesTo(PushSettings.aes(server.url(), "token", PushReceiver.KEY));

            Push push = wechat.component("wxcomp").pushesTicket().await();

            assertThat(push.arrived()).isTrue();
            assertThat(push.message()).contains("<InfoType><![CDATA[component_verify_ticket]]></InfoType>");
            assertThat(server.received().get(0).body()).startsWith("<xml><AppId><![CDATA[wxcomp]]></AppId><Encrypt>");
        }
    }

    private JsonObject token(String secret, String ticket) {
        JsonObject body = new JsonObject()
                .put("component_appid", "wxcomp")
                .put("component_appsecret", secret)
                .put("component_verify_ticket", ticket);
        return Browser.fields(browser.post(wechat.apiUrl() + "/cgi-bin/component/api_component_token", body.encode()));
    }

    private JsonObject session(String token) {
        return ask(
                "/sns/component/jscode2session",
                "appid=wxmini&js_code=" + user.login("wxmini")
                        + "&grant_type=authorization_code&component_appid=wxcomp&component_access_token=" + token);
    }

    private String pageCode() {
        String callback = user.approves(wechat.openUrl() + "/connect/oauth2/authorize?appid=wxaccount"
                + "&redirect_uri=http%3A%2F%2Flocalhost%2Fcallback&response_type=code&scope=snsapi_base&state=a"
                + "&component_appid=wxcomp#wechat_redirect");
        return URI.create(callback).getQuery().split("[=&]", -1)[1];
    }

    private JsonObject ask(String path, String parameters) {
        return browser.json(wechat.apiUrl() + path + "?" + parameters);
    }
}
