package io.uniongate.wechat;

import static io.uniongate.wechat.Cluster.check;
import static io.uniongate.wechat.StubWeChat.TOKEN;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the log tells of a token that another system replaces; alone, because loggers are the whole JVM's. */
@Isolated
class TokenReplacementIT {
    @AutoClose
    private final Cluster cluster = new Cluster(3);

    @AutoClose
    private final LogLines lines = new LogLines(TokenReplacements.class);

    private final StubWeChat weChat = cluster.weChat();

    @Test
    void isToldOnceForAllNodesAndCallsThatItRefused() {
        assertThat(cluster.answers(3, check(SHOP))).containsOnly(true);
        replacedAfter(Duration.ofMinutes(30));

        assertThat(cluster.answers(50, check(SHOP))).containsOnly(true);

        assertThat(lines.all())
                .containsExactly(
                        "WARN access-token of wxshop was replaced 89 minutes before its end, and not from here:"
                                + " stop what else fetches it (stable_token with force_refresh, api_component_token),"
                                + " or reset the secret; a simulator that was started anew does so, too");
    }

    @Test
    void isToldAgainAfterAQuietMinute() {
        assertThat(cluster.answer(check(SHOP))).isTrue();

        for (int seconds : List.of(40, 40, 40, 70)) {
            replacedAfter(Duration.ofSeconds(seconds));
            assertThat(cluster.answer(check(SHOP))).isTrue();
        }

        assertThat(weChat.count(TOKEN)).isEqualTo(5);
        assertThat(lines.all()).hasSize(2);
    }

    @Test
    void isNobodysDoingInTheLastMinutesOfItsLife() {
        assertThat(cluster.answer(check(SHOP))).isTrue();
        replacedAfter(Duration.ofMinutes(115));

        assertThat(cluster.answer(check(SHOP))).isTrue();

        assertThat(weChat.count(TOKEN)).isEqualTo(2);
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void isNoneWhereWeChatGivesTheRefusedTokenAgain() {
        assertThat(cluster.answer(check(SHOP))).isTrue();
        weChat.answers(TOKEN, "{\"access_token\":\"wxshop-token-0\",\"expires_in\":7000}");
        weChat.endToken(SHOP.value());

        Problem refusal = cluster.refusal(check(SHOP));

        assertThat(refusal).isInstanceOf(Problem.WechatUnavailable.class);
        assertThat(weChat.count(TOKEN)).isEqualTo(2);
        assertThat(lines.all()).isEmpty();
    }

    /** For the nodes and for Postgres. */
    private void replacedAfter(Duration time) {
        cluster.clock().advance(time);
        cluster.execute(WeChatBench.later(time));
        weChat.endToken(SHOP.value());
    }
}
