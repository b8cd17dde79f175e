package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Visitors whom WeChat shows a snapshot of a page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

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

        assertThat(Browser.problem(outcome)).isEqualTo(new Problem.SnapshotUser());
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

        Secret code = browser.codeFor(Browser.toClient("openid"), FakeWeChat.Visit.of("o-tap", "u-tap"));

        assertThat(code.reveal()).matches("[A-Za-z0-9]{32}");
        assertThat(core.rows("SELECT unionid FROM identity WHERE openid = 'o-tap'"))
                .containsExactly("u-tap");
    }

    @Test
    @Tag("T40")
    void leavesAKnownUserAloneWhenASnapshotBearsTheSameOpenid() {
        core.signIn(MINI, "m-known", "u-known");
        Browser.of(core).codeFor(Browser.toClient("openid"), FakeWeChat.Visit.of("o-known", "u-known"));
        String before = core.rows(
                        "SELECT i::text || u::text || p::text FROM identity i JOIN users u ON u.id = i.user_id"
                                + " LEFT JOIN user_profile p ON p.user_id = u.id WHERE openid = 'o-known'")
                .toString();
        Browser browser = Browser.of(core);

        Authorization.Outcome outcome = browser.returns(
                        browser.begin(Browser.toClient("openid profile")),
                        core.weChat.code(FakeWeChat.Visit.snapshot("o-known", "u-other")))
                .await();

        assertThat(Browser.problem(outcome)).isEqualTo(new Problem.SnapshotUser());
        assertThat(core.rows("SELECT i::text || u::text || p::text FROM identity i JOIN users u ON u.id = i.user_id"
                                + " LEFT JOIN user_profile p ON p.user_id = u.id WHERE openid = 'o-known'")
                        .toString())
                .isEqualTo(before);
    }

    private List<Long> people() {
        return List.of(
                core.count("users"), core.count("identity"), core.count("union_identity"), core.count("session"));
    }
}
