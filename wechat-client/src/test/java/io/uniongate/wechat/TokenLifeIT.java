package io.uniongate.wechat;

import static io.uniongate.wechat.Cluster.check;
import static io.uniongate.wechat.StubWeChat.TOKEN;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.contract.wechat.WeChatTokenChanged;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLifeIT {
    @AutoClose
    private final Cluster cluster = new Cluster(1);

    private final StubWeChat weChat = cluster.weChat();

    @ParameterizedTest
    @Tag("T54")
    @CsvSource({"'\"expires_in\":300', 1", "'\"expires_in\":1', 1", "'\"expires_in\":0', 2", "'\"a\":1', 2"})
    void isNeverKeptForEver(String life, int fetchedForTwo) {
        weChat.answers(TOKEN, "{\"access_token\":\"wxshop-token-0\"," + life + "}");
        assertThat(cluster.answer(check(SHOP))).isTrue();
        assertThat(cluster.answer(check(SHOP))).isTrue();
        int forTwo = weChat.count(TOKEN);
        cluster.clock().advance(Duration.ofSeconds(301));

        boolean later = cluster.answer(check(SHOP));

        assertThat(later).isTrue();
        assertThat(forTwo).isEqualTo(fetchedForTwo);
        assertThat(weChat.count(TOKEN)).isEqualTo(fetchedForTwo + 1);
    }

    @Test
    void isUsedOnWhileItLastsWhenTheNextCannotBeFetched() {
        assertThat(cluster.answer(check(SHOP))).isTrue();
        weChat.answers(TOKEN, "{\"errcode\":-1,\"errmsg\":\"system error\"}");
        cluster.clock().advance(Duration.ofMinutes(118));

        boolean lasting = cluster.answer(check(SHOP));
        cluster.clock().advance(Duration.ofMinutes(3));
        Problem ended = cluster.refusal(check(SHOP));

        assertThat(lasting).isTrue();
        assertThat(ended).isInstanceOf(Problem.WechatUnavailable.class);
    }

    @Test
    @Tag("S32")
    void isRenewedBeforeItEndsWhileTheOldOneServes() throws InterruptedException {
        BlockingQueue<WeChatTokenChanged> changes = new LinkedBlockingQueue<>();
        cluster.node(0).hear(WeChatTokenChanged.class, changes::add).await();
        assertThat(cluster.answer(check(SHOP))).isTrue();
        weChat.holdsUp(TOKEN);
        cluster.clock().advance(Duration.ofMinutes(116));

        boolean meanwhile = cluster.answer(check(SHOP));

        assertThat(meanwhile).isTrue();
        weChat.awaitHeldUp();
        assertThat(changes.take()).isEqualTo(new WeChatTokenChanged(SHOP, TokenKind.ACCESS_TOKEN, WeChatBench.NOW));
    }
}
