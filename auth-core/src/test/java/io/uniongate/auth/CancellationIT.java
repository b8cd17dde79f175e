package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Profile;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.SessionEnded;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody deregisters from an app at WeChat. */
class CancellationIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

    @Test
    @Tag("T73")
    @Tag("S14")
    void erasesTheAccountWithItsLastIdentityAndEndsItsSessionsOnEveryNode() {
        Queue<SessionEnded> heard = new ConcurrentLinkedQueue<>();
        second.bus.hear(SessionEnded.class, heard::add).await();
        SignIn.SignedIn gone = core.signIn(MINI, "o-gone", "u-gone");
        core.ask(new Accounts.ChangeProfile(gone.user().id(), new Profile("Nickname-gone", null)));

        new Pushes(core).cancelled(MINI, "o-gone", Duration.ZERO);

        assertThat(core.dump()).doesNotContain("-gone");
        assertThat(second.ask(new Sessions.Introspect(gone.tokens().accessToken())))
                .isEmpty();
        assertThat(AuthCore.refusal(second.refresh(MINI, gone.tokens().refreshToken())))
                .isEqualTo(new Problem.InvalidGrant());
        core.eventually(() -> heard.contains(new SessionEnded(Claims.session(gone.tokens()))));
        assertThat(core.events()).endsWith("authorization.cancelled", "session.ended", "user.erased");
    }

    @Test
    @Tag("T73")
    void takesALaterLoginForANewUserThatALateWordDoesNotTouch() {
        Pushes weChat = new Pushes(core);
        UserId before = core.signIn(MINI, "o-returns", "u-returns").user().id();
        weChat.cancelled(MINI, "o-returns", Duration.ZERO);
        core.clock.advance(Duration.ofHours(1));

        SignIn.SignedIn after = core.signIn(MINI, "o-returns", "u-returns");
        weChat.cancelled(MINI, "o-returns", Duration.ofHours(1));

        assertThat(after.isNewUser()).isTrue();
        assertThat(after.user().id()).isNotEqualTo(before);
        assertThat(core.ask(new Accounts.Find(after.user().id())).id())
                .isEqualTo(after.user().id());
    }

    @Test
    @Tag("T73")
    void changesNothingTheSecondTime() {
        Pushes weChat = new Pushes(core);
        core.signIn(MINI, "o-twice", null);
        weChat.cancelled(MINI, "o-twice", Duration.ZERO);
        long events = core.count("event");

        weChat.cancelled(MINI, "o-twice", Duration.ZERO);

        assertThat(core.count("event")).isEqualTo(events);
    }

    @Test
    @Tag("T73")
    void removesOnlyWhatCameWithTheIdentityWhileThereIsAnother() {
        SignIn.SignedIn here = core.signIn(MINI, "o-here", "u-both");
        SignIn.SignedIn there = core.signIn(OTHER_MINI, "p-there", "u-both");
        UserId user = here.user().id();
        core.ask(new Accounts.ChangeProfile(user, new Profile("Typed", null)));

        new Pushes(core).cancelled(MINI, "o-here", Duration.ZERO);

        assertThat(core.dump()).doesNotContain("o-here");
        assertThat(core.rows("SELECT openid FROM identity WHERE user_id = $1", user.value()))
                .containsExactly("p-there");
        assertThat(second.ask(new Sessions.Introspect(here.tokens().accessToken())))
                .isEmpty();
        assertThat(second.ask(new Sessions.Introspect(there.tokens().accessToken())))
                .isPresent();
        assertThat(core.ask(new Accounts.Find(user)).nickName()).isEqualTo("Typed");
    }

    @Test
    @Tag("T73")
    void forgetsTheUnionidThatNoOtherIdentityHas() {
        UserId user = core.signIn(MINI, "o-first", null).user().id();
        core.clock.advance(Duration.ofSeconds(1));
        core.signIn(OTHER_MINI, "p-second", "u-second");
        core.signIn(MINI, "o-first", "u-second");
        core.update("UPDATE identity SET union_scope_id = NULL, unionid = NULL WHERE openid = 'p-second'");

        new Pushes(core).cancelled(MINI, "o-first", Duration.ZERO);

        assertThat(core.count("union_identity")).isZero();
        assertThat(core.rows("SELECT openid FROM identity WHERE user_id = $1", user.value()))
                .containsExactly("p-second");
    }
}
