package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountPagesIT {
    private static final String TICKET = "/cgi-bin/ticket/getticket";
    private static final String CREATE = "/cgi-bin/qrcode/create";
    private static final String PAGE = "https://www.example.com/page?a=b";

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerApp() {
        wechat.add(App.serviceAccount("wxaccount", "secret", "localhost"));
    }

    @Test
    void givesATicketForTwoHours() {
        JsonObject first = caller().get(TICKET, "type=jsapi");
        wechat.clock().advance(Duration.ofHours(1));
        String same = caller().get(TICKET, "type=jsapi").getString("ticket");
        wechat.clock().advance(Duration.ofHours(1));

        assertThat(first.getInteger("errcode")).isZero();
        assertThat(first.getInteger("expires_in")).isEqualTo(7200);
        assertThat(same).isEqualTo(first.getString("ticket"));
        assertThat(caller().get(TICKET, "type=jsapi").getString("ticket")).isNotEqualTo(same);
        assertThat(caller().refusal(TICKET, "type=other")).isEqualTo(40097);
    }

    @Test
    void acceptsWhatWasSignedForThePageWithoutItsFragment() {
        String ticket = caller().get(TICKET, "type=jsapi").getString("ticket");
        String signature = Tickets.sign(ticket, "nonce", "1767225600", PAGE);

        SimulatedApp account = wechat.app("wxaccount");

        assertThat(account.acceptsConfig(PAGE + "#top", 1_767_225_600, "nonce", signature))
                .isTrue();
        assertThat(account.acceptsConfig(PAGE + "2", 1_767_225_600, "nonce", signature))
                .isFalse();
    }

    @Test
    void signsPagesAsPublished() {
        String ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";

        assertThat(Tickets.sign(ticket, "Wm3WZYTPz0wzccnW", "1414587457", "http://mp.weixin.qq.com?params=value"))
                .isEqualTo("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
    }

    @Test
    void showsAQrCodeUntilItExpires() {
        JsonObject code = caller().post(CREATE, qrCode("login1"));
        String image =
                wechat.mpUrl() + "/cgi-bin/showqrcode?ticket=" + URLEncoder.encode(code.getString("ticket"), UTF_8);

        HttpResponse<Buffer> shown = browser.get(image);
        wechat.clock().advance(Duration.ofMinutes(10));

        assertThat(code.getInteger("expire_seconds")).isEqualTo(600);
        assertThat(code.getString("url")).startsWith("http://weixin.qq.com/q/");
        assertThat(shown.getHeader("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(browser.get(image).statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> wechat.user("小明").scans(image)).hasMessageContaining("no QR code");
    }

    @Test
    void refusesAQrCodeOfAnotherKindOrScene() {
        JsonObject otherKind = qrCode("a").put("action_name", "QR_UNKNOWN");

        assertThat(caller().refusal(CREATE, otherKind)).isEqualTo(40052);
        assertThat(caller().refusal(CREATE, qrCode(""))).isEqualTo(40053);
        assertThat(caller().refusal(CREATE, qrCode("x".repeat(65)))).isEqualTo(40053);
        assertThat(caller().refusal(CREATE, qrCode("a").put("expire_seconds", 2_592_001)))
                .isEqualTo(40053);
        wechat.app("wxaccount").change(app -> app.withKind(AppKind.SUBSCRIPTION_ACCOUNT));
        assertThat(caller().refusal(CREATE, qrCode("a"))).isEqualTo(48001);
    }

    private AppCaller caller() {
        return new AppCaller(wechat, browser, "wxaccount");
    }

    private static JsonObject qrCode(String scene) {
        return new JsonObject()
                .put("expire_seconds", 600)
                .put("action_name", "QR_STR_SCENE")
                .put("action_info", new JsonObject().put("scene", new JsonObject().put("scene_str", scene)));
    }
}
