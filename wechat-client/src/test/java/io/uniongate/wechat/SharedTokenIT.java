package io.uniongate.wechat;

import static io.uniongate.wechat.Cluster.check;
import static io.uniongate.wechat.StubWeChat.CHECK;
import static io.uniongate.wechat.StubWeChat.TOKEN;
import static io.uniongate.wechat.WeChatBench.GAME;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SharedTokenIT {
    @AutoClose
    private final Cluster cluster = new Cluster(3);

    private final StubWeChat weChat = cluster.weChat();

    @Test
    @Tag("T51")
    @Tag("S32")
    void isFetchedOnceHoweverManyNodesNeedItAtOnce() {
        List<Boolean> answers = cluster.answers(50, check(SHOP));

        assertThat(answers).hasSize(50).containsOnly(true);
        assertThat(weChat.count(TOKEN)).isEqualTo(1);
        assertThat(weChat.count(CHECK)).isEqualTo(50);
    }

    @Test
    @Tag("T52")
    @Tag("T55")
    @Tag("S32")
    void isReplacedOnceWhenWeChatEndedItAndEveryCallSucceeds() {
        assertThat(cluster.answers(3, check(SHOP))).containsOnly(true);
        weChat.endToken(SHOP.value());

        List<Boolean> answers = cluster.answers(50, check(SHOP));

        assertThat(answers).containsOnly(true);
        assertThat(weChat.count(TOKEN)).isEqualTo(2);
        assertThat(weChat.count(CHECK)).isBetween(3 + 50 + 3, 3 + 50 + 50);
        assertThat(weChat.taken(TOKEN)).allSatisfy(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.query()).isEmpty();
            assertThat(asked.json().getString("grant_type")).isEqualTo("client_credential");
            assertThat(asked.json().getBoolean("force_refresh")).isFalse();
        });
    }

    @Test
    @Tag("T57")
    void isFetchedByAnotherNodeWhenTheOneWhoseTurnItWasCrashed() throws InterruptedException {
        weChat.holdsUp(TOKEN);
        Future<Boolean> abandoned = cluster.node(0).ask(check(SHOP));
        weChat.awaitHeldUp();
        cluster.crash(0);
        weChat.holdsNothingUp();

        cluster.execute("UPDATE wechat_token SET lease_until = now() + interval '1 second'");
        boolean answer = cluster.node(1).ask(check(SHOP)).await();

        assertThat(answer).isTrue();
        assertThat(abandoned.succeeded()).isFalse();
        assertThat(weChat.count(TOKEN)).isEqualTo(2);
    }

    @Test
    @Tag("T58")
    void isNeverAnotherAppsWhateverTheOrder() {
        weChat.answers(
                CHECK,
                asked -> asked.token().startsWith(asked.query().getOrDefault("openid", "-"))
                        ? StubWeChat.OK
                        : "{\"errcode\":99999,\"errmsg\":\"another app's token\"}");
        Random random = new Random(58);
        List<Future<Boolean>> asked = new ArrayList<>();

        for (int step = 0; step < 150; step++) {
            AppId app = random.nextBoolean() ? SHOP : GAME;
            if (random.nextInt(20) == 0) {
                cluster.clock().advance(Duration.ofMinutes(1));
                weChat.endToken(app.value());
                Future.join(asked).await();
            }
            Platform.CheckSession check = new Platform.CheckSession(app, new OpenId(app.value()), Cluster.SESSION_KEY);
            asked.add(cluster.node(random.nextInt(3)).ask(check));
        }

        assertThat(asked).allSatisfy(one -> assertThat(one.await()).isTrue());
    }

    @Test
    void liesSealedAndOnlyItsOwnAppCanOpenIt() {
        assertThat(cluster.answer(check(SHOP))).isTrue();
        cluster.execute("INSERT INTO wechat_token (app_id, kind, value_enc, key_id, obtained_at, expires_at, version)"
                + " SELECT 'wxgame', kind, value_enc, key_id, obtained_at, expires_at, version FROM wechat_token");

        boolean answer = cluster.node(1).ask(check(GAME)).await();

        assertThat(answer).isTrue();
        assertThat(weChat.taken(CHECK).get(1).token()).startsWith(GAME.value());
        assertThat(weChat.count(TOKEN)).isEqualTo(2);
    }
}
