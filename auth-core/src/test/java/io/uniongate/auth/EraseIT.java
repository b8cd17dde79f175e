package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.CAREFUL_MINI;
import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static io.uniongate.auth.AuthCore.THIRD_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Erasure: what is left of somebody who left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EraseIT {
    private static final Device DEVICE = new Device("198.51.100.23", "Mozilla/5.0 Gone/1.0");

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S58")
    void leavesNothingPersonalInAnyTableEvenAfterMerges() {
        UserId survivor = mergedTwice("gone");
        core.ask(new SignIn.WithMiniProgramCode(
                MINI, core.weChat.code("openid-0-gone", "unionid-2-gone"), null, DEVICE));
        pend("openid-3-gone", "unionid-2-gone");
        assertThat(core.dump())
                .contains("openid-0-gone", "unionid-2-gone", "Nickname-1-gone", "198.51.100", "Gone/1.0");

        core.ask(new Accounts.Erase(survivor));

        assertThat(core.dump()).doesNotContain("-gone", "198.51.100", "Gone/1.0");
        assertThat(core.rows("SELECT status FROM users WHERE id = $1", survivor.value()))
                .containsExactly("ERASED");
    }

    @Test
    @Tag("S58")
    void keepsTheEventLogUnderThePseudonym() {
        UserId user = core.signIn(MINI, "o-log", "u-log").user().id();

        core.ask(new Accounts.Erase(user));

        assertThat(eventsOf(user)).containsExactly("user.created", "session.opened", "session.ended", "user.erased");
    }

    @Test
    @Tag("S58")
    void takesTheSameWeChatAccountForANewUserAfterwards() {
        UserId before = core.signIn(MINI, "o-again", "u-again").user().id();
        core.ask(new Accounts.ChangeProfile(before, new Profile("Old name", null)));
        core.ask(new Accounts.Erase(before));

        SignIn.SignedIn after = core.signIn(MINI, "o-again", "u-again");

        assertThat(after.isNewUser()).isTrue();
        assertThat(after.user().id()).isNotEqualTo(before);
        assertThat(after.user().nickName()).isNull();
    }

    @Test
    void changesNothingTheSecondTime() {
        UserId user = core.signIn(MINI, "o-twice", null).user().id();
        core.ask(new Accounts.Erase(user));
        List<@Nullable String> before = eventsOf(user);

        core.ask(new Accounts.Erase(user));

        assertThat(eventsOf(user)).isEqualTo(before);
        assertThat(core.refusal(new Accounts.Find(user))).isEqualTo(new Problem.TokenInvalid());
    }

    @Test
    void erasesTheSurvivorByTheIdOfTheAbsorbed() {
        UserId survivor = core.signIn(MINI, "o-older", null).user().id();
        core.clock.advance(Duration.ofSeconds(1));
        UserId absorbed = core.signIn(OTHER_MINI, "o-younger", "u-both").user().id();
        core.signIn(MINI, "o-older", "u-both");

        core.ask(new Accounts.Erase(absorbed));

        assertThat(core.refusal(new Accounts.Find(survivor))).isEqualTo(new Problem.TokenInvalid());
    }

    /** Three accounts that turn out to be one person, each time the older one surviving. */
    private UserId mergedTwice(String word) {
        SignIn.SignedIn oldest = core.signIn(MINI, "openid-0-" + word, null);
        core.clock.advance(Duration.ofSeconds(1));
        UserId middle = core.signIn(OTHER_MINI, "openid-1-" + word, null).user().id();
        core.clock.advance(Duration.ofSeconds(1));
        UserId youngest = core.signIn(THIRD_MINI, "openid-2-" + word, "unionid-2-" + word)
                .user()
                .id();
        name(oldest.user().id(), "Nickname-0-" + word);
        name(middle, "Nickname-1-" + word);
        name(youngest, "Nickname-2-" + word);
        core.signIn(OTHER_MINI, "openid-1-" + word, "unionid-2-" + word);
        UserId survivor = core.signIn(MINI, "openid-0-" + word, "unionid-2-" + word)
                .user()
                .id();
        assertThat(survivor).isEqualTo(oldest.user().id());
        return survivor;
    }

    private void name(UserId user, String nickName) {
        core.ask(new Accounts.ChangeProfile(user, new Profile(nickName, null)));
    }

    /** Of an app where the person has not registered: nothing there ties the visit to the user but the unionid. */
    private void pend(String openId, String unionId) {
        core.update("""
                INSERT INTO pending_registration (hash, app_id, openid, unionid, key_enc, obtained_at, expires_at)
                VALUES ('\\x01', $1, $2, $3, '\\x02', now(), now())
                """, CAREFUL_MINI.value(), openId, unionId);
    }

    private List<@Nullable String> eventsOf(UserId user) {
        return core.rows("SELECT type FROM event WHERE user_id = $1 ORDER BY id", user.value());
    }
}
