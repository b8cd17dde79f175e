package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.CAREFUL_MINI;
import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A code of wx.login that is sent more than once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedSignInIT {
    private static final Secret KEY = new Secret("idempotency-key");
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

    @Test
    @Tag("S20")
    void givesOneSignInToAllWhoAskAtOnceAtWhicheverNode() {
        Secret code = core.weChat.code("o-parallel", "u-parallel");
        int exchanged = core.weChat.exchanges();
        long sessions = core.count("session");

        List<Future<SignIn.Outcome>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(core.bus.ask(ask(MINI, code, KEY)));
            asked.add(second.bus.ask(ask(MINI, code, KEY)));
        }
        List<SignIn.Outcome> outcomes = Future.all(asked).await().list();

        assertThat(outcomes).hasSize(20).containsOnly(outcomes.get(0));
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged + 1);
        assertThat(core.count("session")).isEqualTo(sessions + 1);
    }

    @Test
    @Tag("S20")
    void givesTheSameSignInLaterWithinTheCodesLife() {
        Secret code = core.weChat.code("o-later", null);
        SignIn.Outcome first = core.ask(ask(MINI, code, KEY));
        core.clock.advance(CODE_LIFE.minusSeconds(1));

        SignIn.Outcome later = second.ask(ask(MINI, code, KEY));

        assertThat(later).isEqualTo(first);
        core.clock.advance(Duration.ofSeconds(1));
        assertThat(core.refusal(ask(MINI, code, KEY))).isEqualTo(new Problem.CodeInvalid());
    }

    @Test
    @Tag("S20")
    @Tag("T06")
    void refusesAUsedCodeWithAnotherKeyOrNone() {
        Secret code = core.weChat.code("o-other", null);
        core.ask(ask(MINI, code, KEY));

        assertThat(core.refusal(ask(MINI, code, new Secret("another")))).isEqualTo(new Problem.CodeInvalid());
        assertThat(core.refusal(ask(MINI, code, null))).isEqualTo(new Problem.CodeInvalid());
    }

    @Test
    @Tag("S20")
    void neverMakesTwoUsersOfOneCodePostedTwiceWithoutAKey() {
        Secret code = core.weChat.code("o-twice", null);

        Future<SignIn.Outcome> one = core.bus.ask(ask(MINI, code, null));
        Future<SignIn.Outcome> other = core.bus.ask(ask(MINI, code, null));

        Future.join(one, other).otherwiseEmpty().await();
        assertThat(one.succeeded()).isNotEqualTo(other.succeeded());
        assertThat(core.rows("SELECT count(*) FROM identity WHERE openid = 'o-twice'"))
                .containsExactly("1");
    }

    @Test
    void keepsTheHandleOfAPendingRegistrationToo() {
        Secret code = core.weChat.code("o-pending", null);

        SignIn.Outcome first = core.ask(ask(CAREFUL_MINI, code, KEY));
        SignIn.Outcome again = second.ask(ask(CAREFUL_MINI, code, KEY));

        assertThat(first).isInstanceOf(SignIn.ProfileRequired.class).isEqualTo(again);
    }

    private static SignIn.WithMiniProgramCode ask(AppId app, Secret code, @Nullable Secret key) {
        return new SignIn.WithMiniProgramCode(app, code, key, Device.UNKNOWN);
    }
}
