package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushIT {
    @AutoClose
    private final PushReceiver server = new PushReceiver();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start(
            SimulatorOptions.defaults().withClock(Clock.fixed(Instant.ofEpochSecond(1_767_225_600), ZoneOffset.UTC)));

    @BeforeEach
    void registerAccount() {
        wechat.add(App.serviceAccount("wxaccount", "secret", "localhost")
                .withPush(PushSettings.plain(server.url(), "token")));
    }

    @Test
    void signsAPlainPush() {
        String openId = wechat.user("小明").openIdIn("wxaccount");

        Push push = wechat.user("小明").follows("wxaccount").await();

        PushReceiver.Received received = server.received().get(0);
        assertThat(received.text("signature"))
                .isEqualTo(Sha1.ofSorted("token", received.text("timestamp"), received.text("nonce")));
        assertThat(received.text("tenant")).isEqualTo("1");
        assertThat(received.text("openid")).isEqualTo(openId);
        assertThat(received.body())
                .isEqualTo("<xml><ToUserName><![CDATA["
                        + wechat.app("wxaccount").data().originalId() + "]]></ToUserName><FromUserName><![CDATA["
                        + openId + "]]></FromUserName><CreateTime>1767225600</CreateTime>"
                        + "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event>"
                        + "<EventKey><![CDATA[]]></EventKey></xml>");
        assertThat(push.arrived()).isTrue();
        assertThat(push.deliveries().get(0).answer()).isEqualTo("success");
    }

    @Test
    void encryptsAPushInSafeMode() throws GeneralSecurityException {
        wechat.app("wxaccount").pushesTo(PushSettings.aes(server.url(), "token", PushReceiver.KEY));

        Push push = wechat.user("小明").follows("wxaccount").await();

        PushReceiver.Received received = server.received().get(0);
        String encrypted = received.body().replaceAll("(?s).*<Encrypt><!\\[CDATA\\[(.*?)]].*", "$1");
        assertThat(received.text("encrypt_type")).isEqualTo("aes");
        assertThat(received.text("msg_signature"))
                .isEqualTo(Sha1.ofSorted("token", received.text("timestamp"), received.text("nonce"), encrypted));
        assertThat(PushReceiver.open(encrypted)).containsExactly(push.message(), "wxaccount");
    }

    @Test
    void sealsAPushForAnotherAppidOnDemand() throws GeneralSecurityException {
        wechat.add(App.miniProgram("wxmini", "secret")
                .withPush(PushSettings.aes(server.url(), "token", PushReceiver.KEY)
                        .withFormat(PushSettings.Format.JSON)
                        .withSealedFor("wxother")));

        Push push = wechat.user("小明").deregistersFrom("wxmini").await();

        JsonObject envelope = new JsonObject(server.received().get(0).body());
        assertThat(PushReceiver.open(envelope.getString("Encrypt"))).containsExactly(push.message(), "wxother");
    }

    @Test
    void triesThreeTimesAndThenGivesUp() {
        wechat.pushes().waitFor(Duration.ofMillis(300));
        server.answers(PushReceiver.SILENCE, 500, 403);

        Push push = wechat.user("小明").follows("wxaccount").await();

        assertThat(push.arrived()).isFalse();
        assertThat(push.deliveries())
                .extracting(Delivery::outcome)
                .containsExactly(Delivery.Outcome.SILENT, Delivery.Outcome.REFUSED, Delivery.Outcome.REFUSED);
        assertThat(server.received()).extracting(PushReceiver.Received::body).containsOnly(push.message());
    }

    @Test
    void stopsTryingOnceItWasAnswered() {
        server.answers(500);

        Push push = wechat.user("小明").follows("wxaccount").await();

        assertThat(push.deliveries()).hasSize(2);
        assertThat(push.arrived()).isTrue();
    }

    @Test
    void deliversTheSamePushAgain() {
        Push push = wechat.user("小明").follows("wxaccount").await();

        Push again = wechat.sendAgain(push).await();

        assertThat(again.deliveries()).hasSize(2);
        assertThat(wechat.pushes().ofApp("wxaccount")).containsExactly(again);
        assertThat(server.received().get(1).body())
                .isEqualTo(server.received().get(0).body());
    }

    @Test
    void verifiesThePushUrlByAnEcho() {
        boolean echoed = wechat.app("wxaccount").verifiesPushUrl().await();
        server.answers(403);

        assertThat(echoed).isTrue();
        assertThat(server.received().get(0).text("signature")).hasSize(40);
        assertThat(wechat.app("wxaccount").verifiesPushUrl().await()).isFalse();
    }

    @Test
    void remembersWhatItHadNobodyToTell() {
        wechat.app("wxaccount").change(app -> app.withPush(null));

        Push push = wechat.user("小明").follows("wxaccount").await();

        assertThat(push.deliveries()).isEmpty();
        assertThat(wechat.pushes().all()).containsExactly(push);
    }

    @Test
    void pushesToServiceAccountsInXmlOnly() {
        PushSettings json = PushSettings.plain(server.url(), "token").withFormat(PushSettings.Format.JSON);

        assertThatThrownBy(() -> wechat.app("wxaccount").pushesTo(json)).hasMessageContaining("XML only");
    }
}
