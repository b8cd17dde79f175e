package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static io.uniongate.auth.AuthCore.THIRD_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What WeChat tells late: two accounts turn out to be one person. */
class LateUnionidIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

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
        givePhone(holder, MINI, "13800000001");
        givePhone(owner, OTHER_MINI, "13800000002");

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
    @Tag("S23")
    void mergesTwoWithTheSamePhoneAndKnowsThemAfterwards() {
        SignIn.SignedIn older = core.signIn(MINI, "o1", null);
        core.clock.advance(Duration.ofSeconds(1));
        SignIn.SignedIn younger = core.signIn(OTHER_MINI, "p1", "u1");
        givePhone(older, MINI, "13800000001");
        givePhone(younger, OTHER_MINI, "13800000001");

        core.signIn(MINI, "o1", "u1");
        SignIn.SignedIn linked = core.signIn(THIRD_MINI, "q1", "u1");

        assertThat(linked.user().id()).isEqualTo(older.user().id());
        assertThat(linked.user().phone()).isEqualTo("+8613800000001");
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

    private void givePhone(SignIn.SignedIn signedIn, AppId app, String number) {
        core.ask(new Accounts.VerifyEncryptedPhone(
                signedIn.user().id(),
                Claims.session(signedIn.tokens()),
                PhoneData.of(app, number, core.clock.instant())));
    }
}
