package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of unification in data-model.md, row by row, on a real database. */
class UnificationIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("T01")
    @Tag("S18")
    void makesOneOfEverythingForAnUnknownPersonWithAUnionid() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o1", "u1");

        assertThat(signedIn.isNewUser()).isTrue();
        assertThat(signedIn.user().unified()).isTrue();
        assertThat(List.of(
                        core.count("users"),
                        core.count("union_identity"),
                        core.count("identity"),
                        core.count("session")))
                .containsOnly(1L);
        assertThat(core.events()).containsExactly("user.created", "session.opened");
    }

    @Test
    @Tag("T02")
    @Tag("S19")
    void knowsAPersonWithoutUnionidByAppAndOpenid() {
        SignIn.SignedIn first = core.signIn(MINI, "o1", null);
        SignIn.SignedIn again = core.signIn(MINI, "o1", null);

        assertThat(again.user().id()).isEqualTo(first.user().id());
        assertThat(again.isNewUser()).isFalse();
        assertThat(again.user().unified()).isFalse();
        assertThat(core.count("union_identity")).isZero();
    }

    @Test
    void linksAFurtherAppOfAKnownPerson() {
        SignIn.SignedIn first = core.signIn(MINI, "o1", "u1");

        SignIn.SignedIn second = core.signIn(OTHER_MINI, "p1", "u1");

        assertThat(second.user().id()).isEqualTo(first.user().id());
        assertThat(second.isNewUser()).isFalse();
        assertThat(core.ask(new Accounts.Identities(first.user().id()))).hasSize(2);
        assertThat(core.events()).contains("identity.linked");
    }

    @Test
    void refusesABlockedUserInEveryApp() {
        UserId user = core.signIn(MINI, "o1", "u1").user().id();
        core.update("UPDATE users SET status = 'BLOCKED' WHERE id = $1", user.value());

        for (var app : List.of(MINI, OTHER_MINI)) {
            assertThat(core.refusal(new SignIn.WithMiniProgramCode(
                            app, core.weChat.code(app.equals(MINI) ? "o1" : "p1", "u1"), null, Device.UNKNOWN)))
                    .isEqualTo(new Problem.UserBlocked());
        }
    }

    @Test
    @Tag("T05")
    void makesOneUserOfParallelFirstLoginsInTwoApps() {
        List<Future<SignIn.Outcome>> logins = new ArrayList<>();
        for (int person = 0; person < 20; person++) {
            logins.add(login(MINI, "o" + person, "u" + person));
            logins.add(login(OTHER_MINI, "p" + person, "u" + person));
        }

        Future.all(logins).await();

        assertThat(core.count("users")).isEqualTo(20);
        assertThat(core.count("identity")).isEqualTo(40);
    }

    @Test
    @Tag("T19")
    void keepsTheNewestSessionKeyWhenAnOlderExchangeArrivesLate() {
        var late = new FakeWeChat.Visit(
                "o1",
                null,
                FakeWeChat.SESSION_KEY,
                false,
                null,
                core.clock.instant().minusSeconds(5));
        core.signIn(MINI, core.weChat.code(late.under(key('n'), core.clock.instant())));

        core.signIn(
                MINI, core.weChat.code(late.under(key('o'), core.clock.instant().minusSeconds(5))));

        assertThat(core.rows("SELECT obtained_at FROM wechat_session_key").get(0))
                .startsWith("2026-03-01T08:00Z");
    }

    private Future<SignIn.Outcome> login(io.uniongate.contract.AppId app, String openId, String unionId) {
        return core.bus.ask(
                new SignIn.WithMiniProgramCode(app, core.weChat.code(openId, unionId), null, Device.UNKNOWN));
    }

    private static io.uniongate.contract.Secret key(char fill) {
        return new io.uniongate.contract.Secret(java.util.Base64.getEncoder()
                .encodeToString(String.valueOf(fill).repeat(16).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
