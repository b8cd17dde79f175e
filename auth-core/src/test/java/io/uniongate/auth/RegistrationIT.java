package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.CAREFUL_MINI;
import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.PUBLISHED_MINI;
import static io.uniongate.auth.FakeWeChat.SESSION_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The way into an app that wants a profile before it has a user. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final CarefulApp app = new CarefulApp(core);

    @Test
    void stopsAnUnknownPersonBeforeAnythingIsWritten() {
        List<Long> before = List.of(core.count("users"), core.count("identity"), core.count("session"));

        SignIn.ProfileRequired required = app.pend("o-unknown", "u-unknown");

        assertThat(required.session().reveal()).matches("[A-Za-z0-9]{32}");
        assertThat(required.expiresIn()).isEqualTo(Duration.ofMinutes(10));
        assertThat(List.of(core.count("users"), core.count("identity"), core.count("session")))
                .isEqualTo(before);
    }

    @Test
    @Tag("T20")
    void registersWithTheProfileThatTencentPublished() {
        try (AuthCore then = AuthCore.start()) {
            then.clock.set(Phone.PUBLISHED_AT);
            Secret code = then.weChat.code(Phone.PUBLISHED_OPEN_ID, null);
            SignIn.ProfileRequired required = (SignIn.ProfileRequired)
                    then.ask(new SignIn.WithMiniProgramCode(PUBLISHED_MINI, code, null, Device.UNKNOWN));

            SignIn.SignedIn registered =
                    then.ask(new SignIn.WithProfile(required.session(), Phone.published(), Device.UNKNOWN));

            assertThat(registered.isNewUser()).isTrue();
            assertThat(registered.user().nickName()).isEqualTo("Band");
            assertThat(registered.user().avatarUrl()).startsWith("http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPp");
            assertThat(then.rows("SELECT unionid FROM identity")).containsExactly("ocMvos6NjeKLIBqg5Mr9QjxrP1FA");
        }
    }

    @Test
    void signsInAtOnceWhomAnyAppKnows() {
        UserId known = core.signIn(MINI, "m-known", "u-known").user().id();

        SignIn.SignedIn byUnionId = core.signIn(CAREFUL_MINI, "o-known", "u-known");
        SignIn.SignedIn byOpenId = core.signIn(CAREFUL_MINI, "o-known", null);

        assertThat(List.of(byUnionId.user().id(), byOpenId.user().id())).containsOnly(known);
    }

    @Test
    void forgetsAHandleAfterItsTime() {
        SignIn.ProfileRequired required = app.pend("o-slow", null);
        core.clock.advance(required.expiresIn());

        assertThat(core.refusal(app.withProfile(required, "o-slow", null)))
                .isEqualTo(new Problem.RegistrationExpired());
        assertThat(core.refusal(new SignIn.WithProfile(
                        new Secret("never-issued"), Phone.sends(SESSION_KEY, "{}"), Device.UNKNOWN)))
                .isEqualTo(new Problem.RegistrationExpired());
    }

    @Test
    @Tag("T22")
    void keepsTheHandleWhenTheDataDoesNotHold() {
        SignIn.ProfileRequired required = app.pend("o-retry", null);
        var forged = Phone.sends(
                Phone.SIGNED_UNDER, Phone.profile(CAREFUL_MINI, "o-retry", null, "Mallory", core.clock.instant()));

        assertThat(core.refusal(new SignIn.WithProfile(required.session(), forged, Device.UNKNOWN)))
                .isEqualTo(new Problem.SessionKeyStale());
        assertThat(core.ask(app.withProfile(required, "o-retry", null)).isNewUser())
                .isTrue();
    }

    @Test
    void keepsTheHandleAndMakesNobodyWhenTheProfileCannotBeStored() {
        try (AuthCore own = AuthCore.start()) {
            CarefulApp itsApp = new CarefulApp(own);
            SignIn.WithProfile profile = itsApp.withProfile(itsApp.pend("o-whole", null), "o-whole", null);
            own.update("ALTER TABLE user_profile ADD CONSTRAINT refused CHECK (nick_name IS NULL)");

            Problem refusal = own.refusal(profile);
            long made = own.count("users");
            own.update("ALTER TABLE user_profile DROP CONSTRAINT refused");

            assertThat(refusal).isEqualTo(new Problem.Internal());
            assertThat(made).isZero();
            assertThat(own.ask(profile).isNewUser()).isTrue();
        }
    }

    @Test
    void believesTheUnionidInTheDataWhenTheCodeGaveNone() {
        UserId known = core.signIn(MINI, "m-late", "u-late").user().id();
        SignIn.ProfileRequired required = app.pend("o-late", null);

        SignIn.SignedIn registered = core.ask(app.withProfile(required, "o-late", "u-late"));

        assertThat(registered.user().id()).isEqualTo(known);
        assertThat(registered.isNewUser()).isFalse();
        assertThat(core.ask(new Accounts.Identities(known))).hasSize(2);
    }

    @Test
    void storesTheProfileAndItsSessionKey() {
        SignIn.ProfileRequired required = app.pend("o-profile", null);

        SignIn.SignedIn registered = core.ask(app.withProfile(required, "o-profile", null));

        assertThat(registered.user().nickName()).isEqualTo("Ada");
        assertThat(registered.user().avatarUrl()).isEqualTo("https://example.com/Ada.png");
        assertThat(core.rows("SELECT k.key_id FROM wechat_session_key k JOIN identity i ON i.id = k.identity_id"
                        + " WHERE openid = 'o-profile'"))
                .containsExactly("k1");
        assertThat(core.events()).contains("user.created", "user.profile_changed");
    }
}
