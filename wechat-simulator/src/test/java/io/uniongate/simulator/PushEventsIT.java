package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushEventsIT {
    @AutoClose
    private final PushReceiver server = new PushReceiver();

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    private final SimulatedUser user = wechat.user("小明");

    @BeforeEach
    void registerApps() {
        PushSettings settings = PushSettings.plain(server.url(), "token");
        wechat.add(App.serviceAccount("wxaccount", "secret", "localhost")
                .withOpenPlatform("main")
                .withPush(settings));
        wechat.add(App.miniProgram("wxmini", "secret")
                .withOpenPlatform("main")
                .withPush(settings.withFormat(PushSettings.Format.JSON)));
    }

    @Test
    void reportsTheSceneOfWhoFollowsByScanning() {
        String ticket = qrCode("login1").getString("ticket");

        Push push = user.scans(ticket).await();

        assertThat(push.event()).isEqualTo("subscribe");
        assertThat(push.message()).contains("qrscene_login1", "<Ticket><![CDATA[" + ticket);
        assertThat(user.unfollows("wxaccount").await().event()).isEqualTo("unsubscribe");
    }

    @Test
    void reportsTheBareSceneOfWhoFollowsAlready() {
        user.follows("wxaccount").await();

        Push push = user.scans(qrCode("login1").getString("url")).await();

        assertThat(push.event()).isEqualTo("SCAN");
        assertThat(push.message()).contains("<EventKey><![CDATA[login1]]></EventKey>");
    }

    @Test
    void reportsARevocationFromAnAccountOfThePlatform() {
        JsonObject message = new JsonObject(user.revokes("wxmini", "8").await().message());

        assertThat(message.getString("Event")).isEqualTo("user_authorization_revoke");
        assertThat(message.getString("OpenID")).isEqualTo(user.openIdIn("wxmini"));
        assertThat(message.getString("FromUserName")).isNotEqualTo(user.openIdIn("wxmini"));
        assertThat(message.getString("RevokeInfo")).isEqualTo("8");
        assertThat(message.containsKey("UnionID")).isFalse();
    }

    @Test
    void namesTheUnionidOfWhoDeregistersFromAnAccount() {
        assertThat(user.deregistersFrom("wxaccount").await().message())
                .contains(
                        "user_authorization_cancellation",
                        user.unionIdIn("wxaccount").orElseThrow());
    }

    @Test
    void writesAsTencentsSampleDoesOnDemand() {
        wechat.behaves(Quirk.KEYS_WITH_SPACE);
        wechat.behaves(Quirk.CAPITAL_MSG_TYPE);

        JsonObject message = new JsonObject(user.revokes("wxmini", "8").await().message());

        assertThat(message.fieldNames()).contains(" OpenID", " AppID", " RevokeInfo");
        assertThat(message.getString("MsgType")).isEqualTo("Event");
        wechat.stopsBehaving(Quirk.KEYS_WITH_SPACE);
        assertThat(user.deregistersFrom("wxmini").await().message()).contains("\"OpenID\"");
    }

    @Test
    void leavesTheOpenidOutOfAModifiedProfileOnDemand() {
        String whole = user.isCleanedIn("wxmini").await().message();
        wechat.behaves(Quirk.NO_OPENID);

        String bare = user.isCleanedIn("wxmini").await().message();

        assertThat(whole).contains("user_info_modified", user.openIdIn("wxmini"));
        assertThat(bare).doesNotContain("OpenID");
    }

    private JsonObject qrCode(String scene) {
        JsonObject body = new JsonObject()
                .put("action_name", "QR_STR_SCENE")
                .put("action_info", new JsonObject().put("scene", new JsonObject().put("scene_str", scene)));
        return new AppCaller(wechat, browser, "wxaccount").post("/cgi-bin/qrcode/create", body);
    }
}
