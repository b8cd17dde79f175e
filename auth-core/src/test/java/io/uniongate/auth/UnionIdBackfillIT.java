package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static io.uniongate.auth.AuthCore.UNBOUND_MINI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.db.BulkOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What WeChat tells of unionids when it is asked for them. */
class UnionIdBackfillIT {
    private final FakeFollowers weChat = new FakeFollowers();

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @BeforeEach
    void start() {
        weChat.serve(core.bus);
    }

    @Test
    void mergesWhoTurnsOutToBeOnePersonAndCountsWhoStaysUnknown() {
        core.signIn(MINI, "o1", "u1");
        store("p1", "p2", "p3");
        weChat.followers.put(new OpenId("p1"), "u1");
        weChat.followers.put(new OpenId("p2"), "u2");
        weChat.followers.put(new OpenId("p8"), "u1");
        weChat.followers.put(new OpenId("p9"), "u9");

        Tally tally = run(backfill(SERVICE_ACCOUNT));

        assertThat(tally.counts())
                .isEqualTo(Map.of(
                        BulkOutcome.MERGED, 1L,
                        BulkOutcome.LEARNED, 1L,
                        BulkOutcome.NOT_FOLLOWING, 1L,
                        BulkOutcome.LINKED, 1L,
                        BulkOutcome.UNKNOWN, 1L));
        assertThat(core.rows("SELECT openid FROM identity WHERE unionid = 'u1' ORDER BY openid"))
                .containsExactly("o1", "p1", "p8");
        assertThat(core.rows("SELECT count(DISTINCT user_id) FROM identity WHERE unionid = 'u1'"))
                .containsExactly("1");
    }

    @Test
    void goesOnWhereItStood() {
        store("p1");
        weChat.followers.put(new OpenId("p1"), "u1");
        weChat.followers.put(new OpenId("p2"), "");
        UnionIdBackfill killed = backfill(SERVICE_ACCOUNT);
        assertThat(killed.step().await()).isTrue();

        Tally tally = run(backfill(SERVICE_ACCOUNT));

        assertThat(tally.counts()).isEqualTo(Map.of(BulkOutcome.LEARNED, 1L, BulkOutcome.WITHOUT_UNIONID, 1L));
        assertThat(weChat.asked).containsExactly(List.of(new OpenId("p1")), List.of(new OpenId("p2")));
    }

    @Test
    void asksAloneForThoseOfWhomWeChatRefusesAHundred() {
        weChat.answersForFollowersOnly = true;
        store("p1", "p2", "p3");
        weChat.followers.put(new OpenId("p2"), "u2");

        Tally tally = run(backfill(SERVICE_ACCOUNT));

        assertThat(tally.counts()).isEqualTo(Map.of(BulkOutcome.LEARNED, 1L, BulkOutcome.NOT_FOLLOWING, 2L));
        assertThat(weChat.asked).hasSize(1);
    }

    @Test
    void refusesAnAppWithoutOpenPlatformAccount() {
        assertThatThrownBy(() -> backfill(UNBOUND_MINI))
                .isInstanceOf(BulkException.class)
                .hasMessageContaining("openPlatform");
    }

    private void store(String... openIds) {
        new Imports(core)
                .take(Stream.of(openIds)
                        .map(openId -> new ImportRow(
                                SERVICE_ACCOUNT, new OpenId(openId), null, Profile.EMPTY, null, null, null))
                        .toArray(ImportRow[]::new));
    }

    private UnionIdBackfill backfill(AppId app) {
        return UnionIdBackfill.of(core.bus, core.database, AuthCore.apps("main"), app, false, core.clock)
                .await();
    }

    @CanIgnoreReturnValue
    private static Tally run(UnionIdBackfill backfill) {
        while (backfill.step().await()) {
            assertThat(backfill.tally()).isNotNull();
        }
        return backfill.tally();
    }
}
