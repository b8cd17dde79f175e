package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Handles that are sent more than once, and people who have more than one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationRaceIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final CarefulApp app = new CarefulApp(core);

    @Test
    void takesAHandleOnce() {
        SignIn.ProfileRequired required = app.pend("o-once", null);
        core.ask(app.withProfile(required, "o-once", null));

        assertThat(core.refusal(app.withProfile(required, "o-once", null)))
                .isEqualTo(new Problem.RegistrationExpired());
    }

    @Test
    void makesOneUserOfOneHandleSentManyTimesAtOnce() {
        SignIn.ProfileRequired required = app.pend("o-many", null);

        List<Future<SignIn.SignedIn>> sent = IntStream.range(0, 10)
                .mapToObj(i -> core.bus.ask(app.withProfile(required, "o-many", null)))
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
        SignIn.ProfileRequired one = app.pend("o-twice", null);
        SignIn.ProfileRequired other = app.pend("o-twice", null);

        List<SignIn.SignedIn> registered = Future.all(
                        core.bus.ask(app.withProfile(one, "o-twice", "u-twice")),
                        core.bus.ask(app.withProfile(other, "o-twice", "u-twice")))
                .await()
                .list();

        assertThat(registered.get(0).user().id())
                .isEqualTo(registered.get(1).user().id());
        assertThat(registered).extracting(SignIn.SignedIn::isNewUser).containsOnlyOnce(true);
    }
}
