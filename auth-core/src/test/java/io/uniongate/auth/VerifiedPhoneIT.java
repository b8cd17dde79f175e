package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.contract.wechat.Platform;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Phone numbers that WeChat verified, and whose they are from then on. */
class VerifiedPhoneIT {
    private static final PhoneNumber NUMBER = new PhoneNumber("+8613800138000");
    private static final PhoneNumber ANOTHER = new PhoneNumber("+8613900139000");

    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final FakeMiniProgram platform = FakeMiniProgram.beside(core);

    @Test
    @Tag("T29")
    void keepsTheNumberThatACodeStandsForAndShowsItToItsOwner() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-phone", null);
        Secret code = platform.code("o-phone", NUMBER);

        User user = core.ask(verify(signedIn, code));

        assertThat(user.phone()).isEqualTo("+8613800138000");
        assertThat(core.ask(new Accounts.Find(user.id()))).isEqualTo(user);
        assertThat(core.signIn(MINI, "o-phone", null).user()).isEqualTo(user);
        assertThat(platform.asked).containsExactly(new Platform.FetchPhone(MINI, new OpenId("o-phone"), code));
        assertThat(core.events()).contains("phone.verified");
    }

    @Test
    @Tag("T29")
    void readsWhatOlderClientsSend() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-older", null);

        User user = core.ask(verify(signedIn, "13800138000"));

        assertThat(user.phone()).isEqualTo("+8613800138000");
        assertThat(platform.asked).isEmpty();
    }

    @Test
    @Tag("T30")
    void keepsNothingForACodeOfWxLoginOrOfSomebodyElse() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-wrong", null);

        Problem login = core.refusal(verify(signedIn, core.weChat.code("o-wrong", null)));
        Problem stolen = core.refusal(verify(signedIn, platform.code("o-victim", NUMBER)));

        assertThat(login).isEqualTo(new Problem.PhoneCodeInvalid());
        assertThat(stolen).isEqualTo(new Problem.PhoneCodeInvalid());
        assertThat(core.count("contact")).isZero();
    }

    @Test
    void showsTheNewestNumberAndKeepsTheSameOneOnce() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-newest", null);
        core.ask(verify(signedIn, platform.code("o-newest", NUMBER)));
        core.clock.advance(Duration.ofMinutes(1));
        User changed = core.ask(verify(signedIn, platform.code("o-newest", ANOTHER)));
        core.clock.advance(Duration.ofMinutes(1));

        User back = core.ask(verify(signedIn, "13800138000"));

        assertThat(changed.phone()).isEqualTo(ANOTHER.e164());
        assertThat(back.phone()).isEqualTo(NUMBER.e164());
        assertThat(core.count("contact")).isEqualTo(2);
    }

    @Test
    void leavesTwoPeopleWithOneNumberApart() {
        SignIn.SignedIn first = core.signIn(MINI, "o-first", "u-first");
        SignIn.SignedIn second = core.signIn(MINI, "o-second", "u-second");

        core.ask(verify(first, "13800138000"));
        core.ask(verify(second, "13800138000"));

        assertThat(core.ask(new Accounts.Find(first.user().id())).phone()).isEqualTo(NUMBER.e164());
        assertThat(core.signIn(MINI, "o-second", "u-second").user().id())
                .isEqualTo(second.user().id());
        assertThat(core.rows("SELECT DISTINCT value_hash::text FROM contact")).hasSize(1);
        assertThat(core.count("account_merge")).isZero();
    }

    @Test
    @Tag("S58")
    void forgetsTheNumberOfWhoeverIsErased() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-erased", null);
        core.ask(verify(signedIn, "13800138000"));

        core.ask(new Accounts.Erase(signedIn.user().id()));

        assertThat(core.count("contact")).isZero();
        assertThat(core.dump()).doesNotContain("13800138000", NUMBER.masked());
        assertThat(core.refusal(verify(signedIn, "13800138000"))).isInstanceOf(Problem.class);
        assertThat(core.count("contact")).isZero();
    }

    @Test
    void keepsNothingForABlockedUser() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-blocked", null);
        core.update("UPDATE users SET status = 'BLOCKED'");

        assertThat(core.refusal(verify(signedIn, "13800138000"))).isEqualTo(new Problem.TokenInvalid());
        assertThat(core.count("contact")).isZero();
    }

    @Test
    void letsSomebodyInWhoseNumberCannotBeReadAnyMore() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-unreadable", null);
        core.ask(verify(signedIn, "13800138000"));
        core.update("UPDATE contact SET id = gen_random_uuid()");

        assertThat(core.signIn(MINI, "o-unreadable", null).user().phone()).isNull();
    }

    private Accounts.VerifyPhone verify(SignIn.SignedIn signedIn, Secret code) {
        return new Accounts.VerifyPhone(signedIn.user().id(), Claims.session(signedIn.tokens()), code);
    }

    private Accounts.VerifyEncryptedPhone verify(SignIn.SignedIn signedIn, String number) {
        return new Accounts.VerifyEncryptedPhone(
                signedIn.user().id(),
                Claims.session(signedIn.tokens()),
                PhoneData.of(MINI, number, core.clock.instant()));
    }
}
