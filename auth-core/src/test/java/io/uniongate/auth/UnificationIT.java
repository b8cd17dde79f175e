package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static io.uniongate.auth.AuthCore.UNBOUND_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of unification in data-model.md, row by row, on a real database. */
class UnificationIT {
    private AuthCore core;

    @BeforeEach
    void start() {
        core = AuthCore.start();
    }

    @AfterEach
    void stop() {
        core.close();
    }

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
    @Tag("T03")
    @Tag("S22")
    void learnsALateUnionidThatNobodyHas() {
        SignIn.SignedIn before = core.signIn(MINI, "o1", null);

        SignIn.SignedIn after = core.signIn(MINI, "o1", "u1");

        assertThat(after.user().id()).isEqualTo(before.user().id());
        assertThat(after.user().unified()).isTrue();
        assertThat(core.rows("SELECT unionid FROM identity")).containsExactly("u1");
        assertThat(core.events()).contains("identity.unionid_learned");
    }

    @Test
    @Tag("T04")
    @Tag("S23")
    void mergesIntoTheOlderUserWhenALateUnionidIsAnothers() {
        SignIn.SignedIn older = core.signIn(MINI, "o1", null);
        core.clock.advance(Duration.ofSeconds(1));
        SignIn.SignedIn younger = core.signIn(OTHER_MINI, "p1", "u1");

        SignIn.SignedIn merged = core.signIn(MINI, "o1", "u1");

        assertThat(merged.user().id()).isEqualTo(older.user().id());
        assertThat(core.signIn(OTHER_MINI, "p1", "u1").user().id())
                .isEqualTo(older.user().id());
        assertThat(core.ask(new Accounts.Find(younger.user().id())).id())
                .isEqualTo(older.user().id());
        assertThat(Claims.subject(core.refresh(OTHER_MINI, younger.tokens().refreshToken())
                        .await()))
                .isEqualTo(older.user().id());
        assertThat(core.rows("SELECT count(*) FROM users WHERE status = 'ACTIVE'"))
                .containsExactly("1");
        assertThat(core.rows("SELECT kind FROM account_merge_item ORDER BY kind"))
                .contains("session", "union_identity");
        assertThat(core.events()).contains("user.merged");
    }

    @Test
    @Tag("S23")
    void mergesIntoTheUnionidsOwnerWhenThatIsTheOlder() {
        SignIn.SignedIn owner = core.signIn(OTHER_MINI, "p1", "u1");
        core.clock.advance(Duration.ofSeconds(1));
        SignIn.SignedIn holder = core.signIn(MINI, "o1", null);

        SignIn.SignedIn merged = core.signIn(MINI, "o1", "u1");

        assertThat(merged.user().id()).isEqualTo(owner.user().id());
        assertThat(core.ask(new Accounts.Find(holder.user().id())).id())
                .isEqualTo(owner.user().id());
    }

    @Test
    @Tag("S24")
    void leavesTwoVerifiedPhonesApartAndSignsInTheUnionidsOwner() {
        SignIn.SignedIn holder = core.signIn(MINI, "o1", null);
        SignIn.SignedIn owner = core.signIn(OTHER_MINI, "p1", "u1");
        givePhone(holder.user().id(), "13800000001");
        givePhone(owner.user().id(), "13800000002");

        SignIn.SignedIn first = core.signIn(MINI, "o1", "u1");
        SignIn.SignedIn second = core.signIn(MINI, "o1", "u1");

        assertThat(List.of(first.user().id(), second.user().id()))
                .containsOnly(owner.user().id());
        assertThat(core.rows("SELECT state FROM account_merge")).containsExactly("PENDING");
        assertThat(core.rows("SELECT user_id FROM identity WHERE openid = 'o1'"))
                .containsExactly(holder.user().id().toString());
        assertThat(core.events().stream().filter("merge.pending"::equals)).hasSize(1);
    }

    @Test
    @Tag("S24")
    void leavesAProtectedUserApart() {
        SignIn.SignedIn holder = core.signIn(MINI, "o1", null);
        SignIn.SignedIn owner = core.signIn(OTHER_MINI, "p1", "u1");
        core.update(
                "UPDATE users SET protected = true WHERE id = $1",
                holder.user().id().value());

        SignIn.SignedIn signedIn = core.signIn(MINI, "o1", "u1");

        assertThat(signedIn.user().id()).isEqualTo(owner.user().id());
        assertThat(core.rows("SELECT reason FROM account_merge")).containsExactly("protected");
    }

    @Test
    @Tag("S25")
    void keepsTheStoredUnionidWhenWeChatSaysAnother() {
        SignIn.SignedIn before = core.signIn(MINI, "o1", "u1");

        SignIn.SignedIn after = core.signIn(MINI, "o1", "u2");

        assertThat(after.user().id()).isEqualTo(before.user().id());
        assertThat(core.rows("SELECT unionid FROM identity")).containsExactly("u1");
        assertThat(core.rows("SELECT unionid FROM union_identity")).containsExactly("u1");
        assertThat(core.events()).contains("identity.unionid_conflict");
    }

    @Test
    @Tag("S26")
    void neverComparesUnionidsOfTwoOpenPlatformAccounts() {
        DatabaseSettings settings = TestPostgres.freshDatabase();
        UserId before;
        try (AuthCore first = AuthCore.start(settings, "main")) {
            before = first.signIn(MINI, "o1", "u1").user().id();
        }

        try (AuthCore moved = AuthCore.start(settings, "second")) {
            assertThat(moved.signIn(OTHER_MINI, "p1", "u1").user().id()).isNotEqualTo(before);
            assertThat(moved.signIn(MINI, "o1", "u2").user().id()).isEqualTo(before);
            assertThat(moved.events()).doesNotContain("identity.unionid_conflict");
        }
    }

    @Test
    void ignoresTheUnionidOfAnAppWithoutOpenPlatformAccount() {
        SignIn.SignedIn unbound = core.signIn(UNBOUND_MINI, "o1", "u1");
        SignIn.SignedIn bound = core.signIn(MINI, "o2", "u1");

        assertThat(bound.user().id()).isNotEqualTo(unbound.user().id());
        assertThat(unbound.user().unified()).isFalse();
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
    void resolvesTheOldestIdInOneStepAfterAChainOfMerges() {
        UserId oldest = core.signIn(MINI, "o0", null).user().id();
        UserId last = oldest;
        for (int i = 1; i <= 3; i++) {
            core.clock.advance(Duration.ofSeconds(1));
            last = core.signIn(OTHER_MINI, "p" + i, "u" + i).user().id();
        }
        core.update("UPDATE users SET created_at = created_at - interval '1 day' WHERE id = $1", last.value());

        core.signIn(MINI, "o0", "u3");

        assertThat(core.ask(new Accounts.Find(oldest)).id()).isEqualTo(last);
        assertThat(core.rows("SELECT count(*) FROM user_redirect r JOIN user_redirect s ON s.old_id = r.new_id"))
                .containsExactly("0");
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

    private void givePhone(UserId user, String number) {
        UUID id = UUID.randomUUID();
        core.update(
                """
                INSERT INTO contact (id, user_id, kind, value_hash, value_enc, verified_at, verified_by)
                VALUES ($1, $2, 'PHONE', sha256($3::text::bytea), $4, now(), 'test')
                """,
                id,
                user.value(),
                number,
                core.sealer.seal(new io.uniongate.contract.Secret(number), id.toString()));
    }

    private static io.uniongate.contract.Secret key(char fill) {
        return new io.uniongate.contract.Secret(java.util.Base64.getEncoder()
                .encodeToString(String.valueOf(fill).repeat(16).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
