package io.uniongate.wechat;

import static io.uniongate.wechat.StubWeChat.TOKEN;
import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.Check;
import io.uniongate.contract.wechat.Platform.Finding;
import io.uniongate.contract.wechat.Platform.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PagesAndProbesIT {
    private static final String TICKET = "/cgi-bin/ticket/getticket";
    private static final String QR = "/cgi-bin/qrcode/create";
    private static final Platform.SignPage SIGN =
            new Platform.SignPage(PAGES, "https://shop.example.com/a?b=%E4%BD%A0&c=d e#top");

    @AutoClose
    private final Cluster cluster = new Cluster(2);

    private final StubWeChat weChat = cluster.weChat();

    @Test
    @Tag("T59")
    @Tag("S32")
    void signsPagesOfAllNodesWithOneTicket() {
        weChat.answers(TICKET, "{\"errcode\":0,\"errmsg\":\"ok\",\"ticket\":\"the-ticket\",\"expires_in\":7200}");

        List<Platform.PageSignature> signatures = cluster.answers(20, SIGN);

        assertThat(signatures).allSatisfy(signed -> {
            assertThat(signed.appId()).isEqualTo(PAGES);
            assertThat(signed.timestamp()).isEqualTo(WeChatBench.NOW.getEpochSecond());
            assertThat(signed.nonceStr()).matches("[0-9a-f]{16}");
            assertThat(signed.signature())
                    .isEqualTo(Signatures.ofPage(
                            new Secret("the-ticket"),
                            signed.nonceStr(),
                            signed.timestamp(),
                            "https://shop.example.com/a?b=%E4%BD%A0&c=d e"));
        });
        assertThat(weChat.count(TICKET)).isEqualTo(1);
        assertThat(weChat.taken(TICKET).get(0).query()).containsEntry("type", "jsapi");
        assertThat(weChat.count(TOKEN)).isEqualTo(1);
    }

    @Test
    void takesARefusedTicketForAnEndedToken() {
        weChat.answers("/cgi-bin/user/get", "{\"total\":0,\"count\":0}");
        assertThat(cluster.answer(new Platform.ListFollowers(PAGES, null)).openIds())
                .isEmpty();
        weChat.endToken(PAGES.value());
        weChat.answers(TICKET, "{\"errcode\":0,\"errmsg\":\"ok\",\"ticket\":\"the-ticket\",\"expires_in\":7200}");

        Platform.PageSignature signed = cluster.answer(SIGN);

        assertThat(signed.signature()).hasSize(40);
        assertThat(weChat.count(TICKET)).isEqualTo(2);
        assertThat(weChat.count(TOKEN)).isEqualTo(2);
    }

    @Test
    void makesAQrCodeWithASceneForThirtyDaysAtMost() {
        weChat.answers(QR, "{\"ticket\":\"gQ+/==\",\"expire_seconds\":2592000,\"url\":\"http://weixin.qq.com/q/x\"}");

        Platform.QrCode code = cluster.answer(new Platform.CreateQrCode(PAGES, "login-1", Duration.ofDays(40)));

        assertThat(code.ticket()).isEqualTo(new Secret("gQ+/=="));
        assertThat(code.image()).hasToString("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQ%2B%2F%3D%3D");
        assertThat(code.expiresIn()).isEqualTo(Duration.ofDays(30));
        assertThat(weChat.taken(QR).get(0).json())
                .isEqualTo(new JsonObject("{\"expire_seconds\":2592000,\"action_name\":\"QR_STR_SCENE\","
                        + "\"action_info\":{\"scene\":{\"scene_str\":\"login-1\"}}}"));
    }

    @Test
    void probesTheTokenEvenWhileCallsAreWithheld() {
        weChat.answers(TOKEN, "{\"errcode\":40164,\"errmsg\":\"invalid ip 113.87.1.2, not in whitelist, rid: 1-2-3\"}");
        Problem withheld = cluster.refusal(Cluster.check(SHOP));

        Finding refused = cluster.answer(new Platform.Probe(SHOP, Check.ACCESS_TOKEN));
        weChat.answers(TOKEN, "{\"access_token\":\"t\",\"expires_in\":7000}");
        Finding granted = cluster.answer(new Platform.Probe(SHOP, Check.ACCESS_TOKEN));

        assertThat(withheld).isEqualTo(new Problem.WechatMisconfigured());
        assertThat(refused).isEqualTo(new Finding(Outcome.REFUSED, 40164, "1-2-3", "113.87.1.2", null, null));
        assertThat(granted).isEqualTo(new Finding(Outcome.GRANTED, 0, null, null, Duration.ofSeconds(7000), null));
        assertThat(weChat.count(TOKEN)).isEqualTo(3);
    }

    @Test
    void probesTheExchangeWithACodeThatIsNone() {
        Finding refused = cluster.answer(new Platform.Probe(SHOP, Check.CODE_EXCHANGE));
        Finding ofAccount = cluster.answer(new Platform.Probe(PAGES, Check.CODE_EXCHANGE));
        weChat.close();
        Finding silent = cluster.answer(new Platform.Probe(SHOP, Check.CODE_EXCHANGE));

        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ofAccount).isEqualTo(refused);
        assertThat(weChat.taken("/sns/jscode2session")).hasSize(1);
        assertThat(weChat.taken("/sns/oauth2/access_token")).hasSize(1);
        assertThat(silent.outcome()).isEqualTo(Outcome.SILENT);
    }

    @Test
    void probesNoUnknownApp() {
        Platform.Probe probe = new Platform.Probe(new AppId("wxother"), Check.ACCESS_TOKEN);

        assertThat(cluster.refusal(probe)).isEqualTo(new Problem.UnknownApp());
    }
}
