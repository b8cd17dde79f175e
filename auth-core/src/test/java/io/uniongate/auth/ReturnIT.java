package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The way to WeChat and back: who may come back, with what, and how often. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReturnIT {
    private final AuthCore core = AuthCore.start();
    private final AuthCore second = core.beside();

    @AfterAll
    void stop() {
        second.close();
        core.close();
    }

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

        assertThat(refusal(browser, new Secret(""), code)).isEqualTo(new Problem.StateInvalid());
        assertThat(refusal(browser, new Secret(state.reveal() + "https://i.maxthon.cn"), code))
                .isEqualTo(new Problem.StateInvalid());
        core.clock.advance(Duration.ofMinutes(10));
        assertThat(refusal(browser, state, code)).isEqualTo(new Problem.StateInvalid());
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

        assertThat(refusal(Browser.of(core), state, code)).isEqualTo(new Problem.StateInvalid());
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged);
        assertThat(core.count("authorization_code")).isEqualTo(sessions);
    }

    @Test
    @Tag("T37")
    @Tag("S37")
    void refusesAUsedStateWithAnotherCode() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));
        browser.returns(state, core.weChat.code("o-replay", null)).await();
        int exchanged = core.weChat.exchanges();

        assertThat(refusal(browser, state, core.weChat.code("o-intruder", null)))
                .isEqualTo(new Problem.StateInvalid());
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
    @Tag("T38")
    void letsSomebodyComeBackWithACodeAfterANo() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));
        browser.returns(state, null).await();

        Authorization.Outcome outcome = browser.returns(state, core.weChat.code("o-second-thought", null))
                .await();

        assertThat(outcome).isInstanceOf(Authorization.CodeIssued.class);
    }

    @Test
    void tellsTheClientOfACodeThatWeChatRefused() {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toClient("openid"));

        Authorization.Outcome outcome =
                browser.returns(state, new Secret("never-issued")).await();

        assertThat(problem(outcome)).isEqualTo(new Problem.CodeInvalid());
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

    @Test
    @Tag("T39")
    @Tag("S27")
    void storesNothingOfASnapshotUser() {
        List<Long> before = people();
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toPage("openid profile"));
        Secret code = core.weChat.code(FakeWeChat.Visit.snapshot("o-snapshot", "u-snapshot"));
        int exchanged = core.weChat.exchanges();
        int fetched = core.weChat.profilesFetched();

        Authorization.Outcome outcome = browser.returns(state, code).await();
        Authorization.Outcome again = browser.at(second).returns(state, code).await();

        assertThat(problem(outcome)).isEqualTo(new Problem.SnapshotUser());
        assertThat(again).isEqualTo(outcome);
        assertThat(people()).isEqualTo(before);
        assertThat(core.dump()).doesNotContain("o-snapshot", "u-snapshot");
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged + 1);
        assertThat(core.weChat.profilesFetched()).isEqualTo(fetched);
        assertThat(core.events()).contains("login.snapshot_refused");
    }

    @Test
    @Tag("S27")
    void signsInForRealAfterASnapshot() {
        Browser browser = Browser.of(core);
        FakeWeChat.Visit snapshot = FakeWeChat.Visit.snapshot("o-tap", "u-tap");
        browser.returns(browser.begin(Browser.toClient("openid")), core.weChat.code(snapshot))
                .await();

        Secret code = browser.codeFor(
                Browser.toClient("openid"),
                new FakeWeChat.Visit("o-tap", "u-tap", FakeWeChat.SESSION_KEY, false, null, null));

        assertThat(code.reveal()).matches("[A-Za-z0-9]{32}");
        assertThat(core.rows("SELECT unionid FROM identity WHERE openid = 'o-tap'"))
                .containsExactly("u-tap");
    }

    @Test
    @Tag("T40")
    void leavesAKnownUserAloneWhenASnapshotBearsTheSameOpenid() {
        core.signIn(MINI, "m-known", "u-known");
        Browser.of(core).codeFor(Browser.toClient("openid"), visit("o-known", "u-known"));
        String before = core.rows(
                        "SELECT i::text || u::text || p::text FROM identity i JOIN users u ON u.id = i.user_id"
                                + " LEFT JOIN user_profile p ON p.user_id = u.id WHERE openid = 'o-known'")
                .toString();
        Browser browser = Browser.of(core);

        Authorization.Outcome outcome = browser.returns(
                        browser.begin(Browser.toClient("openid profile")),
                        core.weChat.code(FakeWeChat.Visit.snapshot("o-known", "u-other")))
                .await();

        assertThat(problem(outcome)).isEqualTo(new Problem.SnapshotUser());
        assertThat(core.rows("SELECT i::text || u::text || p::text FROM identity i JOIN users u ON u.id = i.user_id"
                                + " LEFT JOIN user_profile p ON p.user_id = u.id WHERE openid = 'o-known'")
                        .toString())
                .isEqualTo(before);
    }

    private FakeWeChat.Visit visit(String openId, @Nullable String unionId) {
        return new FakeWeChat.Visit(openId, unionId, FakeWeChat.SESSION_KEY, false, null, null);
    }

    private List<Long> people() {
        return List.of(
                core.count("users"), core.count("identity"), core.count("union_identity"), core.count("session"));
    }

    private static Problem problem(Authorization.Outcome outcome) {
        return ((Authorization.Refused) outcome).problem();
    }

    private Problem refusal(Browser browser, Secret state, Secret code) {
        return core.refusal(browser.returning(state, code));
    }
}
