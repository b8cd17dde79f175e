package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.Profile;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.GrantQueries;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One after the other, because they share a clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class ProfileRefreshIT {
    private static final Duration LATER = Duration.ofHours(25);

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void answersWithWhatIsStoredAndFetchesBehindTheAnswer() {
        PageVisitor ada = logIn("o-ada", new Profile("Ada", "https://example.com/ada.png"));
        core.weChat.showsNow("o-ada", new Profile("Ada L.", null));
        core.clock.advance(LATER);

        User answered = core.ask(ada.read());

        assertThat(answered.nickName()).isEqualTo("Ada");
        core.eventually(() -> "Ada L.".equals(ada.nickName()));
        assertThat(core.ask(new Accounts.Find(ada.user())).avatarUrl()).isEqualTo("https://example.com/ada.png");
    }

    @Test
    void asksWeChatOnceForAllWhoReadAtOnceOnTwoNodes() {
        PageVisitor visitor = logIn("o-crowd", new Profile("Crowd", null));
        core.clock.advance(LATER);
        core.weChat.showsNow("o-crowd", new Profile("Crowd 2", null));
        int renewals = core.weChat.renewals();
        int fetched = core.weChat.profilesFetched();

        try (AuthCore other = core.beside()) {
            Future.all(IntStream.range(0, 40)
                            .mapToObj(read -> (read % 2 == 0 ? core : other).bus.ask(visitor.read()))
                            .toList())
                    .await();
            core.eventually(() -> "Crowd 2".equals(visitor.nickName()));
        }

        assertThat(core.weChat.renewals()).isEqualTo(renewals + 1);
        assertThat(core.weChat.profilesFetched()).isEqualTo(fetched + 1);
    }

    @Test
    void keepsNothingForAClientThatDidNotAskForIt() {
        PageVisitor visitor =
                PageVisitor.logIn(core, Browser.CLIENT, "openid profile", "o-plain", new Profile("Plain", null));
        PageVisitor base =
                PageVisitor.logIn(core, Browser.FRESH_CLIENT, "openid", "o-silent", new Profile("Silent", null));

        assertThat(visitor.grant("version")).isEmpty();
        assertThat(base.grant("version")).isEmpty();
    }

    @Test
    @Tag("S5")
    void sealsBothTokens() {
        PageVisitor visitor = logIn("o-sealed", new Profile("Sealed", null));

        String dump = core.dump();

        assertThat(visitor.grant("key_id")).containsExactly("k1");
        assertThat(dump)
                .doesNotContain("token-of-o-sealed", hex("user-token-of-o-sealed"), hex("refresh-token-of-o-sealed"));
    }

    @Test
    void renewsAnAccessTokenThatWeChatRefusesBeforeItsTime() {
        core.weChat.grantsLive(Duration.ofDays(3));
        PageVisitor visitor = logIn("o-killed", new Profile("Before", null));
        core.weChat.grantsLive(Duration.ofHours(2));
        core.weChat.loses("o-killed");
        core.weChat.showsNow("o-killed", new Profile("After", null));
        core.clock.advance(LATER);

        core.ask(visitor.read());

        core.eventually(() -> "After".equals(visitor.nickName()));
        assertThat(visitor.grant("version")).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T46")
    void dropsAGrantThatWeChatEndedAndSaysSo(WeChat.EndReason reason) {
        String openId = "o-" + reason.label();
        PageVisitor visitor = logIn(openId, new Profile("Ended", null));
        core.weChat.ends(openId, reason);
        core.clock.advance(LATER);

        core.ask(visitor.read());

        core.eventually(() -> visitor.reauthorize());
        assertThat(visitor.grant("num_nonnulls(access_token_enc, refresh_token_enc)"))
                .containsExactly("0");
        assertThat(core.rows(
                        "SELECT data->>'reason' FROM event WHERE type = 'wechat_grant.ended' AND user_id = $1",
                        visitor.user().value()))
                .containsExactly(reason.label());
        assertThat(core.ask(visitor.read()).nickName()).isEqualTo("Ended");
        assertThat(core.ask(new Sessions.OfUser(visitor.user()))).hasSize(1);
        assertThat(logIn(openId, new Profile("Ended", null)).reauthorize()).isFalse();
    }

    @Test
    @Tag("T42")
    void asksForNoNewTokenWhereTheGrantDoesNotCoverTheProfile() {
        core.weChat.grantsLive(Duration.ofDays(3));
        PageVisitor visitor = logIn("o-narrow", new Profile("Narrow", null));
        core.weChat.grantsLive(Duration.ofHours(2));
        core.weChat.showsNothing("o-narrow");
        core.clock.advance(LATER);
        int renewals = core.weChat.renewals();
        List<String> due = visitor.grant("due_at");

        core.ask(visitor.read());

        core.eventually(() -> !visitor.grant("due_at > '" + core.clock.instant() + "'::timestamptz + interval '1 hour'")
                .contains("false"));
        assertThat(visitor.grant("due_at")).isNotEqualTo(due);
        assertThat(core.weChat.renewals()).isEqualTo(renewals);
        assertThat(visitor.nickName()).isEqualTo("Narrow");
    }

    @Test
    void letsNoLateAnswerTouchTheGrantOfANewerLogin() {
        PageVisitor visitor = logIn("o-late", new Profile("First", null));
        core.clock.advance(LATER);
        GrantQueries.Claimed held = claim(visitor).orElseThrow();
        User again = core.ask(
                new Accounts.Find(logIn("o-late", new Profile("Second", null)).user()));
        List<String> newer = visitor.grant("g::text");

        boolean renewed = run(client -> GrantQueries.renew(client, held.identity(), held.version(), sealed(held)));
        run(client -> GrantQueries.end(client, held.identity(), held.version(), core.clock.instant(), "expired"));
        run(client -> GrantQueries.told(
                client, held.identity(), held.version(), new Profile("Late", null), Instant.EPOCH, Instant.EPOCH));

        assertThat(renewed).isFalse();
        assertThat(visitor.grant("g::text")).isEqualTo(newer);
        assertThat(visitor.nickName()).isEqualTo(again.nickName()).isEqualTo("Second");
        assertThat(claim(visitor)).isEmpty();
    }

    @Test
    void leavesWhatThePersonTyped() {
        PageVisitor visitor = logIn("o-typed", new Profile("From WeChat", null));
        core.ask(new Accounts.ChangeProfile(visitor.user(), new Profile("Typed", null)));
        core.weChat.showsNow("o-typed", new Profile("Renamed at WeChat", null));
        core.clock.advance(LATER);

        core.ask(visitor.read());

        core.eventually(() -> visitor.grant("due_at > '" + core.clock.instant() + "'::timestamptz + interval '1 hour'")
                .contains("true"));
        assertThat(visitor.nickName()).isEqualTo("Typed");
    }

    @Test
    void answersWhileWeChatIsDownAndTriesAgainAfterAWhile() {
        PageVisitor visitor = logIn("o-down", new Profile("Before", null));
        core.weChat.showsNow("o-down", new Profile("After", null));
        core.weChat.renewsAfter(ProblemException.failed(new Problem.WechatUnavailable(5)));
        core.clock.advance(LATER);
        int renewals = core.weChat.renewals();

        User answered = core.ask(visitor.read());
        core.eventually(() -> core.weChat.renewals() > renewals);
        core.weChat.renewsAfter(Future.succeededFuture());
        core.clock.advance(Duration.ofMinutes(11));
        core.ask(visitor.read());

        assertThat(answered.nickName()).isEqualTo("Before");
        core.eventually(() -> "After".equals(visitor.nickName()));
    }

    @Test
    @Tag("S58")
    void goesWithTheAccount() {
        PageVisitor visitor = logIn("o-erased", new Profile("Erased", null));

        core.ask(new Accounts.Erase(visitor.user()));

        assertThat(visitor.grant("version")).isEmpty();
        assertThat(core.rows(
                        "SELECT 1 FROM wechat_grant g LEFT JOIN identity i ON i.id = g.identity_id WHERE i.id IS NULL"))
                .isEmpty();
    }

    private PageVisitor logIn(String openId, Profile profile) {
        return PageVisitor.logIn(core, Browser.FRESH_CLIENT, "openid profile", openId, profile);
    }

    private Optional<GrantQueries.Claimed> claim(PageVisitor visitor) {
        Instant now = core.clock.instant();
        return run(client -> GrantQueries.claim(client, visitor.reader().session(), now, now));
    }

    private static GrantQueries.SealedGrant sealed(GrantQueries.Claimed held) {
        return new GrantQueries.SealedGrant(held.accessToken(), held.refreshToken(), "k1", held.accessExpiresAt());
    }

    @CanIgnoreReturnValue
    private <T> T run(Function<SqlClient, Future<T>> statement) {
        return core.database.statement(statement).await();
    }

    /** What happens behind an answer is seen by asking; a bound ends a test that would wait for ever. */
    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
