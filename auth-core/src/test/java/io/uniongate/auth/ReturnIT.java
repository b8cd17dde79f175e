package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The way to WeChat and back: who may come back, with what, and how often. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReturnIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S30")
    @Tag("T31")
    void makesStatesOfLettersAndDigitsThatNeverRepeat() {
        SecretSource source = new SecretSource(new java.security.SecureRandom());
        Set<String> states = new HashSet<>();

        IntStream.range(0, 10_000).forEach(i -> states.add(source.next().reveal()));
        String begun = Browser.of(core).begin(Browser.toClient("openid")).reveal();

        assertThat(states).hasSize(10_000).allMatch(state -> state.matches("[A-Za-z0-9]{32}"));
        assertThat(begun).matches("[A-Za-z0-9]{32}");
    }

    @Test
    @Tag("S30")
    void keepsNeitherStateNorBrowserInClear() {
        Browser browser = Browser.of(core);

        Secret state = browser.begin(Browser.toClient("openid"));

        assertThat(core.dump()).doesNotContain(state.reveal(), browser.cookie().reveal());
    }

    @Test
    @Tag("T37")
    @Tag("S37")
    void refusesAStateThatIsUnknownModifiedOrTooOldWithoutAskingWeChat() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));
        Secret code = core.weChat.code("o-state", null);
        int exchanged = core.weChat.exchanges();

        assertThat(browser.refusal(new Secret(""), code)).isEqualTo(new Problem.StateInvalid());
        assertThat(browser.refusal(new Secret(state.reveal() + "https://i.maxthon.cn"), code))
                .isEqualTo(new Problem.StateInvalid());
        core.clock.advance(Duration.ofMinutes(10));
        assertThat(browser.refusal(state, code)).isEqualTo(new Problem.StateInvalid());
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged);
    }

    @Test
    @Tag("T36")
    @Tag("S36")
    void refusesAnotherBrowserWithoutAskingWeChat() {
        Browser victim = Browser.of(core);
        Secret state = victim.begin(Browser.toClient("openid"));
        Secret code = core.weChat.code("o-shared", null);
        victim.returns(state, code).await();
        int exchanged = core.weChat.exchanges();
        long sessions = core.count("authorization_code");

        assertThat(Browser.of(core).refusal(state, code)).isEqualTo(new Problem.StateInvalid());
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged);
        assertThat(core.count("authorization_code")).isEqualTo(sessions);
    }

    @Test
    @Tag("T38")
    void takesACallbackWithoutCodeForANoAndAsksNobody() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));
        int exchanged = core.weChat.exchanges();

        Authorization.Outcome outcome = browser.returns(state, null).await();

        assertThat(outcome)
                .isEqualTo(new Authorization.Refused(
                        new Problem.AccessDenied(), Browser.CLIENT, SERVICE_ACCOUNT, Browser.toClient("openid")));
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged);
    }

    @Test
    void tellsTheClientOfACodeThatWeChatRefused() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));

        Authorization.Outcome outcome =
                browser.returns(state, new Secret("never-issued")).await();

        assertThat(Browser.problem(outcome)).isEqualTo(new Problem.CodeInvalid());
    }

    @Test
    @Tag("T47")
    void stopsABrowserThatRunsInCircles() {
        Browser browser = Browser.of(core);
        IntStream.range(0, 10)
                .forEach(i ->
                        assertThat(browser.begin(Browser.toClient("openid"))).isNotNull());

        assertThat(core.refusal(browser.beginning(Browser.toClient("openid")))).isEqualTo(new Problem.LoginLoop());
        assertThat(Browser.of(core).begin(Browser.toClient("openid"))).isNotNull();
        core.clock.advance(Duration.ofMinutes(1));
        assertThat(browser.begin(Browser.toClient("openid"))).isNotNull();
    }
}
