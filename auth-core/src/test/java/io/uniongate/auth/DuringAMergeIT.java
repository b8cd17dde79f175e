package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.Device;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is asked for one account while it becomes part of another happens to the account that is left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class DuringAMergeIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

    private final AtomicInteger people = new AtomicInteger();

    /** One person's two accounts; the younger is about to be taken in by the older. */
    private record Pair(SignIn.SignedIn older, SignIn.SignedIn younger) {
        UserId winner() {
            return older.user().id();
        }

        UserId loser() {
            return younger.user().id();
        }
    }

    @Test
    @Tag("S58")
    void erasesTheAccountThatIsLeft() {
        Pair pair = pair();

        meanwhile(pair, new Accounts.Erase(pair.loser()));

        assertThat(statuses(pair)).containsExactlyInAnyOrder("ERASED", "MERGED");
    }

    @Test
    @Tag("S15")
    void endsTheSessionsThatMoved() {
        Pair pair = pair();

        meanwhile(pair, new Sessions.EndAll(pair.loser()));

        assertThat(liveSessions(pair)).containsExactly("0");
    }

    @Test
    @Tag("S17")
    void endsTheOneSessionThatMoved() {
        Pair pair = pair();

        meanwhile(
                pair,
                new Sessions.End(pair.loser(), Claims.session(pair.younger().tokens())));

        assertThat(liveSessions(pair)).containsExactly("1");
    }

    @Test
    void namesTheAccountThatIsLeft() {
        Pair pair = pair();

        meanwhile(pair, new Accounts.ChangeProfile(pair.loser(), new Profile("Ada", null)));

        assertThat(core.ask(new Accounts.Find(pair.winner())).nickName()).isEqualTo("Ada");
    }

    @Test
    void keepsTheVerifiedPhoneOfTheAccountThatIsLeft() {
        Pair pair = pair();

        User user = meanwhile(
                pair,
                new Accounts.VerifyEncryptedPhone(
                        pair.loser(),
                        Claims.session(pair.younger().tokens()),
                        PhoneData.of(OTHER_MINI, "13800138000", core.clock.instant())));

        assertThat(user.id()).isEqualTo(pair.winner());
        assertThat(user.phone()).isEqualTo("+8613800138000");
    }

    @Test
    void redeemsACodeForTheAccountThatIsLeft() {
        String openId = "o-code-" + people.incrementAndGet();
        UserId winner = core.signIn(MINI, openId, null).user().id();
        core.clock.advance(Duration.ofSeconds(1));
        Secret code = Browser.of(core).codeFor(Browser.toClient("openid"), FakeWeChat.Visit.of(openId, null));
        UserId loser = new UserId(UUID.fromString(
                String.valueOf(core.rows("SELECT user_id FROM authorization_code ORDER BY auth_time DESC LIMIT 1")
                        .get(0))));

        TokenPair pair = new SlowMerge(core, second, winner, loser).meanwhile(PkceClient.redeem(code, null));

        assertThat(Claims.subject(pair)).isEqualTo(winner);
    }

    @Test
    @Tag("S23")
    void signsInToTheAccountThatIsLeft() {
        Pair pair = pair();
        Secret code = core.weChat.code("o-younger-" + people.get(), null);

        SignIn.Outcome outcome =
                meanwhile(pair, new SignIn.WithMiniProgramCode(OTHER_MINI, code, null, Device.UNKNOWN));

        assertThat(((SignIn.SignedIn) outcome).user().id()).isEqualTo(pair.winner());
    }

    private Pair pair() {
        int person = people.incrementAndGet();
        SignIn.SignedIn older = core.signIn(MINI, "o-older-" + person, null);
        core.clock.advance(Duration.ofSeconds(1));
        return new Pair(older, core.signIn(OTHER_MINI, "o-younger-" + person, null));
    }

    @CanIgnoreReturnValue
    private <R> R meanwhile(Pair pair, Request<R> request) {
        return new SlowMerge(core, second, pair.winner(), pair.loser()).meanwhile(request);
    }

    private List<@Nullable String> statuses(Pair pair) {
        return core.rows(
                "SELECT status FROM users WHERE id IN ($1, $2)",
                pair.winner().value(),
                pair.loser().value());
    }

    private List<@Nullable String> liveSessions(Pair pair) {
        return core.rows(
                "SELECT count(*) FROM session WHERE user_id = $1 AND revoked_at IS NULL",
                pair.winner().value());
    }
}
