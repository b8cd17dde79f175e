package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Profile;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.db.BulkOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Phone numbers out of another system's table, which nobody verified here. */
class ImportedPhonesIT {
    private static final String NUMBER = "+8613800138000";
    private static final String ANOTHER = "+8613900139000";

    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final Imports imports = new Imports(core);

    @Test
    @Tag("S5")
    void liesSealedAndHashedAsAllOthers() {
        Tally tally = imports.take(row(MINI, "o1", NUMBER), row(MINI, "o2", NUMBER));

        SignIn.SignedIn signedIn = core.signIn(MINI, "o1", null);
        assertThat(tally.counts())
                .isEqualTo(Map.of(
                        BulkOutcome.CREATED, 2L,
                        BulkOutcome.PHONE_TAKEN, 2L,
                        BulkOutcome.PHONE_LEFT, 0L));
        assertThat(signedIn.user().phone()).isEqualTo(NUMBER);
        assertThat(core.dump()).doesNotContain("13800138000");
        verify(signedIn, "13800138000");
        assertThat(core.rows("SELECT DISTINCT value_hash::text FROM contact")).hasSize(1);
        assertThat(core.events()).containsSubsequence("phone.imported", "phone.imported", "phone.verified");
    }

    @Test
    void neverReplacesTheNumberThatSomebodyHas() {
        verify(core.signIn(MINI, "o1", null), "13800138000");
        imports.take(row(MINI, "o2", NUMBER));

        Tally others = imports.take(row(MINI, "o1", ANOTHER), row(MINI, "o2", ANOTHER));
        Tally same = imports.take(row(MINI, "o1", NUMBER), row(MINI, "o2", NUMBER));

        assertThat(others.of(BulkOutcome.PHONE_LEFT)).isEqualTo(2);
        assertThat(same.of(BulkOutcome.PHONE_LEFT) + same.of(BulkOutcome.PHONE_TAKEN))
                .isZero();
        assertThat(core.signIn(MINI, "o1", null).user().phone()).isEqualTo(NUMBER);
        assertThat(core.signIn(MINI, "o2", null).user().phone()).isEqualTo(NUMBER);
        assertThat(core.count("contact")).isEqualTo(2);
    }

    @Test
    void yieldsToTheNumberThatIsVerified() {
        imports.take(row(MINI, "o1", ANOTHER), row(MINI, "o2", NUMBER));

        User replaced = verify(core.signIn(MINI, "o1", null), "13800138000");
        User confirmed = verify(core.signIn(MINI, "o2", null), "13800138000");

        assertThat(List.of(replaced.phone(), confirmed.phone())).containsOnly(NUMBER);
        assertThat(core.rows(
                        "SELECT count(*) FROM contact WHERE user_id = $1 AND verified_at IS NOT NULL",
                        confirmed.id().value()))
                .containsExactly("1");
        assertThat(core.count("contact")).isEqualTo(3);
    }

    @Test
    void provesNothing() {
        imports.take(row(MINI, "o1", NUMBER), row(OTHER_MINI, "q1", ANOTHER), row(MINI, "o2", NUMBER));

        core.signIn(MINI, "o1", "u1");
        SignIn.SignedIn merged = core.signIn(OTHER_MINI, "q1", "u1");

        assertThat(core.rows("SELECT state FROM account_merge")).containsExactly("APPLIED");
        assertThat(merged.user().phone()).isEqualTo(NUMBER);
        assertThat(core.signIn(MINI, "o2", null).user().id())
                .isNotEqualTo(merged.user().id());
    }

    @Test
    void takesTheFirstOfSeveralAndNoneForWhoIsBlocked() {
        core.signIn(MINI, "o2", null);
        core.update("UPDATE users SET status = 'BLOCKED'");

        Tally tally = imports.take(row(MINI, "o1", NUMBER), row(MINI, "o1", ANOTHER), row(MINI, "o2", NUMBER));

        assertThat(tally.of(BulkOutcome.PHONE_TAKEN)).isEqualTo(1);
        assertThat(tally.of(BulkOutcome.PHONE_LEFT)).isEqualTo(1);
        assertThat(core.signIn(MINI, "o1", null).user().phone()).isEqualTo(NUMBER);
        assertThat(core.count("contact")).isEqualTo(1);
    }

    @Test
    @Tag("T72")
    void goesWithTheIdentityItCameWith() {
        imports.take(row(MINI, "o1", NUMBER), row(MINI, "o2", NUMBER));

        new Pushes(core).revoked(MINI, "o1", Duration.ZERO, 8);

        assertThat(core.signIn(MINI, "o1", null).user().phone()).isNull();
        assertThat(core.signIn(MINI, "o2", null).user().phone()).isEqualTo(NUMBER);
    }

    @Test
    void rehearsesWithoutATrace() {
        UserImport rehearsal = imports.open("rehearsal", true);

        rehearsal
                .take(List.of(row(MINI, "o1", NUMBER)), 0, new UserImport.Place(1, 1))
                .await();

        assertThat(rehearsal.tally().of(BulkOutcome.PHONE_TAKEN)).isEqualTo(1);
        assertThat(core.count("contact")).isZero();
    }

    @CanIgnoreReturnValue
    private User verify(SignIn.SignedIn signedIn, String number) {
        return core.ask(new Accounts.VerifyEncryptedPhone(
                signedIn.user().id(),
                Claims.session(signedIn.tokens()),
                PhoneData.of(MINI, number, core.clock.instant())));
    }

    private static ImportRow row(AppId app, String openId, String phone) {
        return new ImportRow(app, new OpenId(openId), null, Profile.EMPTY, null, null, new PhoneNumber(phone));
    }
}
