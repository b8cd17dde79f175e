package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static io.uniongate.auth.FakeWeChat.SESSION_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a session_key proves later, and how it lies in the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifiedProfileIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void storesAProfileThatWeChatSigned() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-signed", null);

        User user = core.ask(change(core, signedIn, "o-signed", null));

        assertThat(user.nickName()).isEqualTo("Ada");
        assertThat(core.ask(new Accounts.Find(user.id()))).isEqualTo(user);
    }

    @Test
    @Tag("T03")
    void learnsALateUnionidFromTheData() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-learn", null);

        User user = core.ask(change(core, signedIn, "o-learn", "u-learn"));

        assertThat(user.id()).isEqualTo(signedIn.user().id());
        assertThat(user.unified()).isTrue();
    }

    @Test
    @Tag("T04")
    void mergesWhenTheDataProvesAnotherAccountToBeTheSamePerson() {
        UserId older = core.signIn(OTHER_MINI, "p-merge", "u-merge").user().id();
        core.clock.advance(Duration.ofSeconds(1));
        SignIn.SignedIn younger = core.signIn(MINI, "o-merge", null);

        User user = core.ask(change(core, younger, "o-merge", "u-merge"));

        assertThat(user.id()).isEqualTo(older);
        assertThat(user.nickName()).isEqualTo("Ada");
        assertThat(core.ask(new Accounts.Find(younger.user().id())).id()).isEqualTo(older);
    }

    @Test
    @Tag("T22")
    @Tag("T25")
    void changesNothingWhenTheDataDoesNotHold() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-held", null);
        String plain = Phone.profile(MINI, "o-held", null, "Mallory", core.clock.instant());

        assertThat(core.refusal(change(core, signedIn, "o-somebody", null))).isEqualTo(new Problem.DataRejected());
        assertThat(core.refusal(new Accounts.ChangeVerifiedProfile(
                        signedIn.user().id(),
                        Claims.session(signedIn.tokens()),
                        Phone.sends(Phone.SIGNED_UNDER, plain))))
                .isEqualTo(new Problem.SessionKeyStale());
        assertThat(core.refusal(new Accounts.ChangeVerifiedProfile(
                        signedIn.user().id(),
                        new SessionId(signedIn.user().id().value()),
                        Phone.sends(SESSION_KEY, plain))))
                .isEqualTo(new Problem.SessionKeyStale());
        assertThat(core.ask(new Accounts.Find(signedIn.user().id())).nickName()).isNull();
    }

    /** What tells, and proves, that who signed in is called Ada. */
    static Accounts.ChangeVerifiedProfile change(
            AuthCore core, SignIn.SignedIn signedIn, String openId, @Nullable String unionId) {
        String plain = Phone.profile(MINI, openId, unionId, "Ada", core.clock.instant());
        return new Accounts.ChangeVerifiedProfile(
                signedIn.user().id(), Claims.session(signedIn.tokens()), Phone.sends(SESSION_KEY, plain));
    }
}
