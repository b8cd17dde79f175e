package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether WeChat still holds a session_key, and what becomes of one that it does not. */
class SessionKeyIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final FakeMiniProgram platform = FakeMiniProgram.beside(core);

    @Test
    @Tag("T28")
    void asksWeChatWithTheStoredKey() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-held", null);

        boolean valid = core.ask(check(signedIn));

        assertThat(valid).isTrue();
        assertThat(platform.asked)
                .containsExactly(new Platform.CheckSession(MINI, new OpenId("o-held"), FakeWeChat.SESSION_KEY));
        assertThat(core.count("wechat_session_key")).isEqualTo(1);
    }

    @Test
    @Tag("T28")
    void dropsAKeyThatWeChatHoldsNoMore() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-lost", null);
        platform.forgets(FakeWeChat.SESSION_KEY);

        boolean first = core.ask(check(signedIn));
        boolean second = core.ask(check(signedIn));

        assertThat(first).isFalse();
        assertThat(second).isFalse();
        assertThat(platform.asked).hasSize(1);
        assertThat(core.count("wechat_session_key")).isZero();
        assertThat(core.refusal(new Accounts.VerifyEncryptedPhone(
                        signedIn.user().id(),
                        Claims.session(signedIn.tokens()),
                        PhoneData.of(MINI, "13800138000", core.clock.instant()))))
                .isEqualTo(new Problem.SessionKeyStale());
    }

    @Test
    @Tag("T28")
    void keepsTheKeyOfALoginThatCameMeanwhile() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-again", null);
        platform.forgets(FakeWeChat.SESSION_KEY);
        Promise<Void> moment = Promise.promise();
        platform.answersAfter(moment.future());

        Future<Boolean> slow = core.bus.ask(check(signedIn));
        core.clock.advance(Duration.ofSeconds(1));
        while (platform.asked.isEmpty()) {
            Thread.onSpinWait();
        }
        core.signIn(
                MINI, core.weChat.code(new FakeWeChat.Visit("o-again", null, Phone.SIGNED_UNDER, false, null, null)));
        moment.complete();

        assertThat(slow.await()).isFalse();
        assertThat(core.ask(check(signedIn))).isTrue();
    }

    @Test
    @Tag("T28")
    void dropsNothingWhileWeChatIsAway() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-away", null);
        platform.answersAfter(ProblemException.failed(new Problem.WechatUnavailable(1)));

        Problem refusal = core.refusal(check(signedIn));

        assertThat(refusal).isEqualTo(new Problem.WechatUnavailable(1));
        assertThat(core.count("wechat_session_key")).isEqualTo(1);
    }

    @Test
    void hasWeChatReplaceTheKeyOfWhoeverSignsOutEverywhere() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-leaked", null);

        core.ask(new Sessions.EndAll(signedIn.user().id()));
        Secret stored = stored();
        while (stored.equals(FakeWeChat.SESSION_KEY)) {
            stored = stored();
        }

        assertThat(platform.asked)
                .containsExactly(new Platform.ResetSession(MINI, new OpenId("o-leaked"), FakeWeChat.SESSION_KEY));
        assertThat(stored).isEqualTo(Phone.SIGNED_UNDER);
    }

    private Secret stored() {
        String hex = String.valueOf(core.rows("SELECT encode(key_enc, 'hex') FROM wechat_session_key")
                .get(0));
        return core.sealer.open(Buffer.buffer(HexFormat.of().parseHex(hex)), MINI + ":o-leaked");
    }

    private static Accounts.CheckSessionKey check(SignIn.SignedIn signedIn) {
        return new Accounts.CheckSessionKey(Claims.session(signedIn.tokens()));
    }
}
