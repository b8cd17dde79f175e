package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.session.Sessions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a page's sign-in learns of a person, by scope. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebProfileIT {
    private static final String GREY_HEAD =
            "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132";

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("T41")
    @Tag("S28")
    void asksForNoProfileWhereTheScopeDoesNot() {
        int fetched = core.weChat.profilesFetched();

        User user = signIn("openid", FakeWeChat.Visit.showing("o-base", "u-base", new Profile("Hidden", null)));

        assertThat(core.weChat.profilesFetched()).isEqualTo(fetched);
        assertThat(user.nickName()).isNull();
        assertThat(user.unified()).isFalse();
    }

    @Test
    @Tag("T41")
    void upgradesAndUnifiesABaseLoginWithALaterProfile() {
        FakeWeChat.Visit visit = FakeWeChat.Visit.showing("o-upgrade", "u-upgrade", new Profile("Ada", null));
        UserId base = signIn("openid", visit).id();
        core.clock.advance(java.time.Duration.ofSeconds(1));
        UserId miniProgram = core.signIn(MINI, "m-upgrade", "u-upgrade").user().id();

        User upgraded = signIn("openid profile", visit);

        assertThat(upgraded.id()).isEqualTo(base);
        assertThat(upgraded.nickName()).isEqualTo("Ada");
        assertThat(upgraded.unified()).isTrue();
        assertThat(core.ask(new Accounts.Find(miniProgram)).id()).isEqualTo(base);
    }

    @Test
    @Tag("T42")
    void keepsTheBaseLoginWhenWeChatRefusesTheProfile() {
        FakeWeChat.Visit refusing = FakeWeChat.Visit.of("o-48001", "u-48001");
        int exchanged = core.weChat.exchanges();

        User user = signIn("openid profile", refusing);

        assertThat(user.nickName()).isNull();
        assertThat(user.unified()).isTrue();
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged + 1);
    }

    @Test
    @Tag("T43")
    void keepsWhatIsStoredWhenWeChatTellsLess() {
        signIn("openid profile", showing("o-less", new Profile("Grace", "https://example.com/grace.png")));

        User user = signIn("openid profile", showing("o-less", new Profile("Grace H.", "")));

        assertThat(user.nickName()).isEqualTo("Grace H.");
        assertThat(user.avatarUrl()).isEqualTo("https://example.com/grace.png");
    }

    @Test
    @Tag("T45")
    void takesTheGreyStandInForNoProfile() {
        Profile standIn = Profile.fromWeChat("微信用户", GREY_HEAD);

        User unknown = signIn("openid profile", showing("o-grey", standIn));
        signIn("openid profile", showing("o-named", new Profile("Lin", "https://example.com/lin.png")));
        User named = signIn("openid profile", showing("o-named", standIn));

        assertThat(standIn).isEqualTo(Profile.EMPTY);
        assertThat(unknown.nickName()).isNull();
        assertThat(named.nickName()).isEqualTo("Lin");
        assertThat(named.avatarUrl()).isEqualTo("https://example.com/lin.png");
    }

    @Test
    @Tag("T44")
    void storesADirtyNicknameCleanAndBounded() {
        String dirty = "\u0014A\u0000\uD83D da \uDE00🎉" + "x".repeat(1000);

        String stored = String.valueOf(signIn("openid profile", showing("o-dirty", new Profile(dirty, null)))
                .nickName());

        assertThat(stored).startsWith("A da 🎉x");
        assertThat(stored.codePointCount(0, stored.length())).isEqualTo(Profile.NICK_NAME_LENGTH);
    }

    private static FakeWeChat.Visit showing(String openId, Profile profile) {
        return FakeWeChat.Visit.showing(openId, null, profile);
    }

    /** All the way to a page, and who is signed in there. */
    @CanIgnoreReturnValue
    private User signIn(String scope, FakeWeChat.Visit visit) {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toPage(scope));
        Authorization.SessionOpened opened = (Authorization.SessionOpened)
                browser.returns(state, core.weChat.code(visit)).await();
        return core.ask(new Sessions.OfCookie(opened.cookie())).orElseThrow();
    }
}
