package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Logins without a page by the followers of a service account; one after the other, because lookups are counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class FollowerLoginIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S28")
    void unifiesAFollowerWithoutAPage() {
        UserId miniProgram =
                core.signIn(MINI, "m-follower", "u-follower").user().id();
        core.weChat.platform.follows("o-follower", "u-follower");
        int profiles = core.weChat.profilesFetched();

        User user = signIn("o-follower");

        assertThat(user.id()).isEqualTo(miniProgram);
        assertThat(follows(user)).containsExactly(true);
        assertThat(core.weChat.profilesFetched()).isEqualTo(profiles);
    }

    @Test
    @Tag("S28")
    void asksNoMoreOnceTheUnionidIsKnown() {
        core.weChat.platform.follows("o-once", "u-once");
        signIn("o-once");
        int lookups = core.weChat.platform.lookups();

        User user = signIn("o-once");

        assertThat(user.unified()).isTrue();
        assertThat(core.weChat.platform.lookups()).isEqualTo(lookups);
    }

    @Test
    @Tag("S28")
    void signsInSomebodyWhoDoesNotFollow() {
        User user = signIn("o-stranger");

        assertThat(user.unified()).isFalse();
        assertThat(follows(user)).containsExactly(false);
    }

    @Test
    @Tag("T18")
    void signsInWhenWeChatRefusesTheQuestion() {
        core.weChat.platform.answers("o-refused", ProblemException.failed(new Problem.Unavailable()));

        assertThat(signIn("o-refused").unified()).isFalse();
    }

    @Test
    @Tag("T18")
    void signsInWhenWeChatNeverAnswersTheQuestion() {
        core.weChat.platform.answers(
                "o-silence", Promise.<Platform.Follower>promise().future());

        assertThat(signIn("o-silence").unified()).isFalse();
    }

    private List<@Nullable Boolean> follows(User user) {
        return core.ask(new Accounts.Identities(user.id())).stream()
                .filter(identity -> identity.appId().equals(SERVICE_ACCOUNT))
                .<@Nullable Boolean>map(Accounts.Identity::follows)
                .toList();
    }

    @CanIgnoreReturnValue
    private User signIn(String openId) {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toPage("openid"));
        Authorization.SessionOpened opened = (Authorization.SessionOpened)
                browser.returns(state, core.weChat.code(openId, null)).await();
        return core.ask(new Sessions.OfCookie(opened.cookie())).orElseThrow();
    }
}
