package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventControlIT {
    @AutoClose
    private final PushReceiver server = new PushReceiver();

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void addByControl() {
        String push = "'push':{'url':'" + server.url() + "','token':'t','mode':'aes','encodingAesKey':'"
                + PushReceiver.KEY + "'}";
        assertThat(send("/apps", "{'appId':'wxaccount','kind':'service-account'," + push + "}"))
                .isNotNull();
        assertThat(send("/apps", "{'appId':'wxmini'}")).isNotNull();
        assertThat(send("/users", "{'name':'ming'}")).isNotNull();
    }

    @Test
    void followsAndTellsHowThePushWasAnswered() {
        JsonObject push = send("/users/ming/follow", "{'app':'wxaccount'}");
        JsonObject again = send("/pushes/" + push.getInteger("id"), "");

        JsonObject listed = send(HttpMethod.GET, "/pushes?app=wxaccount", "");

        assertThat(push.getString("event")).isEqualTo("subscribe");
        assertThat(push.getJsonArray("deliveries").getJsonObject(0).getString("outcome"))
                .isEqualTo("answered");
        assertThat(again.getJsonArray("deliveries")).hasSize(2);
        assertThat(listed.getInteger("count")).isEqualTo(1);
        assertThat(send("/users/ming/unfollow", "{'app':'wxaccount'}").getString("event"))
                .isEqualTo("unsubscribe");
    }

    @Test
    void scansAndTakesAuthorizationsBack() {
        JsonObject code = new AppCaller(wechat, browser, "wxaccount")
                .post(
                        "/cgi-bin/qrcode/create",
                        new JsonObject("{\"action_name\":\"QR_STR_SCENE\","
                                + "\"action_info\":{\"scene\":{\"scene_str\":\"abc\"}}}"));

        JsonObject scan = send("/users/ming/scan", "{'qr':'" + code.getString("ticket") + "'}");
        JsonObject revoked = send(
                "/users/ming/authorization",
                "{'app':'wxaccount','event':'user_authorization_revoke','revokeInfo':'205'}");

        assertThat(scan.getString("message")).contains("qrscene_abc");
        assertThat(revoked.getString("message")).contains("<RevokeInfo><![CDATA[205]]>");
        assertThat(send("/users/ming/authorization", "{'app':'wxaccount','event':'x'}")
                        .getString("error"))
                .contains("user_info_modified");
    }

    @Test
    void verifiesThePushUrl() {
        assertThat(send("/apps/wxaccount/verification", "").getBoolean("verified"))
                .isTrue();
        assertThat(send("/apps/wxmini/verification", "").getBoolean("verified")).isFalse();
        assertThat(send(HttpMethod.PATCH, "/apps/wxaccount", "{'push':null}").getValue("push"))
                .isNull();
    }

    @Test
    void handsOutPhoneNumbers() {
        assertThat(send("/users/ming/phone-code", "{'app':'wxmini'}").getString("code"))
                .hasSize(32);
        assertThat(send("/users/ming/encrypted-phone", "{'app':'wxmini'}").fieldNames())
                .containsExactlyInAnyOrder("encryptedData", "iv");
    }

    @Test
    void turnsQuirksOnAndOff() {
        JsonObject on = send(HttpMethod.PUT, "/quirks", "{'quirks':['country-code-as-number','no-openid']}");

        assertThat(on.getJsonArray("quirks")).containsExactly("country-code-as-number", "no-openid");
        assertThat(send(HttpMethod.PUT, "/quirks", "{}").getJsonArray("quirks")).isEmpty();
        assertThat(send(HttpMethod.GET, "/quirks", "").getJsonArray("quirks")).isEmpty();
    }

    @Test
    void migratesAndAuthorizesAndChecksPages() {
        assertThat(send("/apps", "{'appId':'wxnew','kind':'service-account'}")).isNotNull();

        assertThat(send("/apps/wxnew/migration", "{'from':'wxaccount'}")).isEmpty();
        assertThat(send("/components", "{'appId':'wxcomp','authorizedBy':['wxmini']}")
                        .getString("accessToken"))
                .isEqualTo(wechat.component("wxcomp").accessToken());
        assertThat(send("/apps/wxaccount/config", "{'url':'https://a.example/','timestamp':1,'signature':'x'}")
                        .getBoolean("accepted"))
                .isFalse();
    }

    private JsonObject send(String path, String body) {
        return send(HttpMethod.POST, path, body);
    }

    private JsonObject send(HttpMethod method, String path, String body) {
        return Browser.fields(browser.client()
                .requestAbs(method, wechat.apiUrl() + "/_sim/v1" + path)
                .sendBuffer(Buffer.buffer(body.replace('\'', '"')))
                .await());
    }
}
