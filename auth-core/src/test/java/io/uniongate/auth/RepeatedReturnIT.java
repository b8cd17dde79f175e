package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Browsers that come back from WeChat more than once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedReturnIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

    @Test
    @Tag("T37")
    @Tag("S37")
    void refusesAUsedStateWithAnotherCode() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));
        browser.returns(state, core.weChat.code("o-replay", null)).await();
        int exchanged = core.weChat.exchanges();

        assertThat(browser.refusal(state, core.weChat.code("o-intruder", null))).isEqualTo(new Problem.StateInvalid());
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged);
    }

    @Test
    @Tag("T35")
    void givesTheSameCallbackTheSameResultAtOnceAndLaterAtWhicheverNode() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));
        Secret code = core.weChat.code("o-double", null);
        int exchanged = core.weChat.exchanges();

        List<Future<Authorization.Outcome>> returning = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            returning.add(browser.returns(state, code));
            returning.add(browser.at(second).returns(state, code));
        }
        List<Authorization.Outcome> outcomes = Future.all(returning).await().list();
        core.clock.advance(Duration.ofMinutes(9));
        Authorization.Outcome later = browser.at(second).returns(state, code).await();

        assertThat(outcomes.get(0)).isInstanceOf(Authorization.CodeIssued.class);
        assertThat(outcomes).hasSize(10).containsOnly(later);
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged + 1);
    }

    @Test
    @Tag("T35")
    void opensOneSessionForTheSameCallbackOfAPage() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toPage("openid"));
        Secret code = core.weChat.code("o-one-session", null);
        long sessions = core.count("session");

        List<Authorization.Outcome> outcomes = Future.all(
                        browser.returns(state, code), browser.at(second).returns(state, code))
                .await()
                .list();

        assertThat(outcomes.get(0))
                .isInstanceOf(Authorization.SessionOpened.class)
                .isEqualTo(outcomes.get(1));
        assertThat(core.count("session")).isEqualTo(sessions + 1);
    }

    @Test
    @Tag("T38")
    void letsSomebodyComeBackWithACodeAfterANo() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));
        browser.returns(state, null).await();

        Authorization.Outcome outcome = browser.returns(state, core.weChat.code("o-second-thought", null))
                .await();

        assertThat(outcome).isInstanceOf(Authorization.CodeIssued.class);
    }
}
