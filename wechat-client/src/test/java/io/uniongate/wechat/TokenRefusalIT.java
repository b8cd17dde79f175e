package io.uniongate.wechat;

import static io.uniongate.wechat.Cluster.check;
import static io.uniongate.wechat.StubWeChat.CHECK;
import static io.uniongate.wechat.StubWeChat.TOKEN;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.WeChatMisconfigured;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TokenRefusalIT {
    private static final String WRONG_SECRET = "{\"errcode\":40001,\"errmsg\":\"invalid credential, rid: 1-2-3\"}";

    @AutoClose
    private final Cluster cluster = new Cluster(1);

    private final StubWeChat weChat = cluster.weChat();
    private final BlockingQueue<WeChatMisconfigured> alarms = new LinkedBlockingQueue<>();

    @Test
    @Tag("T53")
    void doesNotStormWithASecretThatIsRefused() throws InterruptedException {
        cluster.node(0).hear(WeChatMisconfigured.class, alarms::add).await();
        weChat.answers(TOKEN, WRONG_SECRET);

        assertThat(cluster.ask(50, check(SHOP)))
                .allSatisfy(asked -> assertThat(Cluster.refusal(asked)).isEqualTo(new Problem.WechatMisconfigured()));
        assertThat(cluster.refusal(check(SHOP))).isEqualTo(new Problem.WechatMisconfigured());

        assertThat(weChat.count(TOKEN)).isEqualTo(1);
        assertThat(alarms.take()).isEqualTo(new WeChatMisconfigured(SHOP, 40001));
    }

    @Test
    @Tag("T53")
    void waitsLongerEachTimeTheSecretIsRefusedAgain() {
        weChat.answers(TOKEN, WRONG_SECRET);
        for (int second = 0; second < 60; second++) {
            assertThat(cluster.refusal(check(SHOP))).isEqualTo(new Problem.WechatMisconfigured());
            cluster.clock().advance(Duration.ofSeconds(1));
        }

        assertThat(weChat.count(TOKEN)).isEqualTo(6);
        assertThat(weChat.count(CHECK)).isZero();
    }

    @Test
    void doesNotFetchAgainAndAgainWhenEvenANewTokenIsRefused() {
        weChat.answers(TOKEN, "{\"access_token\":\"wxshop-token-99\",\"expires_in\":7200}");

        for (int time = 0; time < 5; time++) {
            assertThat(cluster.refusal(check(SHOP))).isInstanceOf(Problem.WechatUnavailable.class);
        }

        assertThat(weChat.count(TOKEN)).isEqualTo(2);
    }

    @Test
    void neverTakesAnUnauthorizedApiForAnEndedToken() {
        weChat.answers(CHECK, "{\"errcode\":48001,\"errmsg\":\"api unauthorized, rid: 1-2-3\"}");

        Problem refusal = cluster.refusal(check(SHOP));

        assertThat(refusal).isEqualTo(new Problem.WechatMisconfigured());
        assertThat(weChat.count(TOKEN)).isEqualTo(1);
    }
}
