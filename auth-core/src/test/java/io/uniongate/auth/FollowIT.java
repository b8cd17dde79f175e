package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Profile;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Following a service account and leaving it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowIT {
    private static final Duration HOUR = Duration.ofHours(1);

    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final Pushes weChat = new Pushes(core);

    @Test
    @Tag("T75")
    void showsWhoFollowsAndClearsWhatWeChatToldOfWhoLeaves() {
        core.weChat.platform.follows("o-leaves", null);
        PageVisitor ada = PageVisitor.logIn(
                core, Browser.FRESH_CLIENT, "openid profile", "o-leaves", new Profile("Ada", "https://example.com/a"));

        weChat.unsubscribed("o-leaves", Duration.ZERO);
        List<@Nullable Boolean> left = follows(ada.user());
        boolean reauthorize = ada.reauthorize();
        weChat.subscribed("o-leaves", null);

        assertThat(left).containsExactly(false);
        assertThat(ada.nickName()).isNull();
        assertThat(reauthorize).isTrue();
        assertThat(follows(ada.user())).containsExactly(true);
        assertThat(core.rows(
                        "SELECT type FROM event WHERE user_id = $1 ORDER BY id",
                        ada.user().value()))
                .containsSubsequence("follow.changed", "profile.cleared", "wechat_grant.ended", "follow.changed");
    }

    @Test
    @Tag("T75")
    void leavesAloneWhatThePersonTypedHere() {
        PageVisitor visitor =
                PageVisitor.logIn(core, Browser.CLIENT, "openid profile", "o-typed", new Profile("From WeChat", null));
        core.ask(new Accounts.ChangeProfile(visitor.user(), new Profile("Typed", null)));

        weChat.unsubscribed("o-typed", Duration.ZERO);

        assertThat(visitor.nickName()).isEqualTo("Typed");
    }

    @Test
    @Tag("T75")
    void neverLetsAnOlderWordReplaceANewerOne() {
        core.weChat.platform.follows("o-order", null);
        PageVisitor visitor =
                PageVisitor.logIn(core, Browser.CLIENT, "openid profile", "o-order", new Profile("Stays", null));
        weChat.subscribed("o-order", null);

        weChat.unsubscribed("o-order", HOUR);

        assertThat(follows(visitor.user())).containsExactly(true);
        assertThat(visitor.nickName()).isEqualTo("Stays");
    }

    @Test
    @Tag("T75")
    void clearsTheProfileAlsoWhenALoginLearnedOfItFirst() {
        PageVisitor visitor =
                PageVisitor.logIn(core, Browser.CLIENT, "openid profile", "o-slow", new Profile("Slow", null));

        weChat.unsubscribed("o-slow", Duration.ofSeconds(10));

        assertThat(visitor.nickName()).isNull();
    }

    @Test
    @Tag("T75")
    void keepsNothingOfAStrangerWhoLeaves() {
        weChat.subscribed("o-stranger", null);

        weChat.unsubscribed("o-stranger", Duration.ZERO);

        assertThat(core.dump()).doesNotContain("o-stranger");
    }

    @Test
    void unifiesSomebodyKnownWhoBeginsToFollow() {
        UserId miniProgram = core.signIn(MINI, "m-begins", "u-begins").user().id();
        PageVisitor visitor =
                PageVisitor.logIn(core, Browser.CLIENT, "openid", "o-begins", new Profile("Begins", null));
        core.weChat.platform.follows("o-begins", "u-begins");

        weChat.subscribed("o-begins", null);

        core.eventually(() -> core.ask(new Accounts.Find(visitor.user()))
                .id()
                .equals(core.ask(new Accounts.Find(miniProgram)).id()));
    }

    @Test
    void remembersAFollowerUntilThePersonSignsIn() {
        core.weChat.platform.answers("o-early", ProblemException.failed(new Problem.Unavailable()));
        weChat.subscribed("o-early", null);

        PageVisitor visitor =
                PageVisitor.logIn(core, Browser.CLIENT, "openid profile", "o-early", new Profile("Early", null));

        assertThat(follows(visitor.user())).containsExactly(true);
    }

    @Test
    void saysNothingOfFollowingWhereWeChatDidNot() {
        UserId user = core.signIn(MINI, "o-mini", null).user().id();

        assertThat(follows(user)).containsOnlyNulls();
    }

    private List<@Nullable Boolean> follows(UserId user) {
        return core.ask(new Accounts.Identities(user)).stream()
                .<@Nullable Boolean>map(Accounts.Identity::follows)
                .toList();
    }
}
