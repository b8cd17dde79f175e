package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.CAREFUL_MINI;
import static io.uniongate.auth.FakeWeChat.SESSION_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Handles that are sent more than once, and people who have more than one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationRaceIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void takesAHandleOnce() {
        SignIn.ProfileRequired required = pend("o-once", null);
        core.ask(withProfile(required, "o-once", null));

        assertThat(core.refusal(withProfile(required, "o-once", null))).isEqualTo(new Problem.RegistrationExpired());
    }

    @Test
    void makesOneUserOfOneHandleSentManyTimesAtOnce() {
        SignIn.ProfileRequired required = pend("o-many", null);

        List<Future<SignIn.SignedIn>> sent = IntStream.range(0, 10)
                .mapToObj(i -> core.bus.ask(withProfile(required, "o-many", null)))
                .toList();
        Future.join(sent).otherwiseEmpty().await();

        assertThat(sent.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(sent.stream().filter(Future::failed).map(AuthCore::refusal))
                .containsOnly(new Problem.RegistrationExpired());
        assertThat(core.rows("SELECT count(*) FROM identity WHERE openid = 'o-many'"))
                .containsExactly("1");
    }

    @Test
    void makesOneUserOfTwoHandlesOfOnePerson() {
        SignIn.ProfileRequired one = pend("o-twice", null);
        SignIn.ProfileRequired other = pend("o-twice", null);

        List<SignIn.SignedIn> registered = Future.all(
                        core.bus.ask(withProfile(one, "o-twice", "u-twice")),
                        core.bus.ask(withProfile(other, "o-twice", "u-twice")))
                .await()
                .list();

        assertThat(registered.get(0).user().id())
                .isEqualTo(registered.get(1).user().id());
        assertThat(registered).extracting(SignIn.SignedIn::isNewUser).containsOnlyOnce(true);
    }

    private SignIn.ProfileRequired pend(String openId, @Nullable String unionId) {
        Secret code = core.weChat.code(openId, unionId);
        return (SignIn.ProfileRequired)
                core.ask(new SignIn.WithMiniProgramCode(CAREFUL_MINI, code, null, Device.UNKNOWN));
    }

    private SignIn.WithProfile withProfile(SignIn.ProfileRequired required, String openId, @Nullable String unionId) {
        String plain = Phone.profile(CAREFUL_MINI, openId, unionId, "Ada", core.clock.instant());
        return new SignIn.WithProfile(required.session(), Phone.sends(SESSION_KEY, plain), Device.UNKNOWN);
    }
}
