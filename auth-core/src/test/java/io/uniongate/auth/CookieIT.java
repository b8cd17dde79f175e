package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.session.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sessions of server-rendered pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookieIT {
    private static final Duration IDLE = AuthCore.SETTINGS.refreshTokenTtl();

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void opensASessionForAPage() {
        Authorization.SessionOpened opened = opened("o-page");

        assertThat(opened.destination()).isEqualTo(Browser.toPage("openid"));
        assertThat(opened.maxAge()).isEqualTo(AuthSettings.LONGEST_SESSION);
        assertThat(whoIs(opened.cookie())).isPresent();
    }

    @Test
    @Tag("S16")
    void givesAnotherCookieAtEverySignIn() {
        assertThat(List.of(opened("o-fixed").cookie(), opened("o-fixed").cookie()))
                .doesNotHaveDuplicates();
    }

    @Test
    @Tag("S16")
    void knowsNobodyByAForgedCookieOrByAnotherToken() {
        String cookie = opened("o-forged").cookie().reveal();
        Secret refreshToken =
                core.signIn(AuthCore.MINI, "o-token", null).tokens().refreshToken();

        List<String> forged = List.of(
                cookie.substring(0, 30) + (cookie.charAt(30) == 'A' ? 'B' : 'A') + cookie.substring(31),
                cookie.substring(1),
                "",
                "chosen-by-somebody",
                refreshToken.reveal());

        assertThat(forged).allSatisfy(one -> assertThat(whoIs(new Secret(one))).isEmpty());
    }

    @Test
    void keepsASessionThatIsUsed() {
        Secret cookie = opened("o-used").cookie();

        for (int visits = 0; visits < 3; visits++) {
            core.clock.advance(IDLE.minusMinutes(1));

            assertThat(whoIs(cookie)).isPresent();
        }
    }

    @Test
    @Tag("S13")
    void endsASessionThatIsNotUsedAndOneThatIsTooOld() {
        Secret idle = opened("o-idle").cookie();
        core.clock.advance(IDLE);
        Secret old = opened("o-old").cookie();
        for (Duration age = Duration.ZERO; age.compareTo(AuthSettings.LONGEST_SESSION) < 0; age = age.plusDays(5)) {
            assertThat(whoIs(old)).isPresent();
            core.clock.advance(Duration.ofDays(5));
        }

        assertThat(whoIs(idle)).isEmpty();
        assertThat(whoIs(old)).isEmpty();
    }

    @Test
    @Tag("T77")
    void forgetsACookieAfterLogout() {
        Secret cookie = opened("o-logout").cookie();

        core.ask(new Sessions.EndCookie(cookie));
        core.ask(new Sessions.EndCookie(cookie));
        core.ask(new Sessions.EndCookie(new Secret("nonsense")));

        assertThat(whoIs(cookie)).isEmpty();
    }

    private Authorization.SessionOpened opened(String openId) {
        Browser browser = Browser.of(core);
        Secret state = browser.begin(Browser.toPage("openid"));
        return (Authorization.SessionOpened)
                browser.returns(state, core.weChat.code(openId, null)).await();
    }

    private Optional<User> whoIs(Secret cookie) {
        return core.ask(new Sessions.OfCookie(cookie));
    }
}
