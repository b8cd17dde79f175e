package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.UserId;
import io.uniongate.db.BulkOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who an imported person is, by the rules of a sign-in. */
class UserImportIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final Imports imports = new Imports(core);

    @Test
    void makesOneUserOfAllRowsOfAPerson() {
        Tally tally = imports.take(row(MINI, "o1", "u1"), row(MINI, "o2", null), row(SERVICE_ACCOUNT, "p1", "u1"));

        assertThat(tally.counts()).isEqualTo(Map.of(BulkOutcome.CREATED, 2L, BulkOutcome.LINKED, 1L));
        assertThat(core.count("users")).isEqualTo(2);
        assertThat(core.rows("SELECT count(DISTINCT user_id) FROM identity WHERE unionid = 'u1'"))
                .containsExactly("1");
        assertThat(core.events()).containsExactly("user.created", "user.created", "identity.linked");
    }

    @Test
    void knowsTheImportedWhenTheySignIn() {
        imports.take(row(MINI, "o1", "u1"));

        assertThat(core.signIn(OTHER_MINI, "q1", "u1").isNewUser()).isFalse();
        assertThat(core.signIn(MINI, "o1", null).isNewUser()).isFalse();
        assertThat(core.count("users")).isEqualTo(1);
    }

    @Test
    void linksAndTeachesThoseWhoAreKnown() {
        UserId linked = core.signIn(MINI, "o1", "u1").user().id();
        UserId taught = core.signIn(MINI, "o2", null).user().id();

        Tally tally = imports.take(
                row(SERVICE_ACCOUNT, "p1", "u1"),
                row(SERVICE_ACCOUNT, "p2", "u2"),
                row(MINI, "o2", "u2"),
                row(MINI, "o1", "u1"));

        assertThat(tally.counts())
                .isEqualTo(Map.of(BulkOutcome.LINKED, 2L, BulkOutcome.LEARNED, 1L, BulkOutcome.UNCHANGED, 1L));
        assertThat(owner("p1")).isEqualTo(linked);
        assertThat(owner("p2")).isEqualTo(taught);
    }

    @Test
    void mergesWhatTurnsOutToBeOnePerson() {
        UserId older = core.signIn(MINI, "o1", null).user().id();
        core.clock.advance(Duration.ofSeconds(1));
        core.signIn(OTHER_MINI, "q1", null);

        Tally tally =
                imports.take(row(MINI, "o1", "u1"), row(OTHER_MINI, "q1", "u1"), row(SERVICE_ACCOUNT, "p1", "u1"));

        assertThat(tally.counts())
                .isEqualTo(Map.of(BulkOutcome.LEARNED, 1L, BulkOutcome.MERGED, 1L, BulkOutcome.LINKED, 1L));
        assertThat(List.of(owner("o1"), owner("q1"), owner("p1"))).containsOnly(older);
    }

    @Test
    void leavesAConflictAndABlockedUserAlone() {
        core.signIn(MINI, "o1", "u1");
        UserId blocked = core.signIn(MINI, "o2", "u2").user().id();
        core.update("UPDATE users SET status = 'BLOCKED' WHERE id = $1", blocked.value());

        Tally tally = imports.take(row(MINI, "o1", "u9"), row(SERVICE_ACCOUNT, "p2", "u2"), row(MINI, "o2", "u2"));

        assertThat(tally.counts()).isEqualTo(Map.of(BulkOutcome.CONFLICT, 1L, BulkOutcome.BLOCKED, 2L));
        assertThat(core.rows("SELECT unionid FROM identity ORDER BY openid")).containsExactly("u1", "u2");
        assertThat(core.events()).contains("identity.unionid_conflict");
    }

    @Test
    void keepsWhatAPersonShowsAndTheAgeOfTheAccount() {
        Instant joined = Instant.parse("2019-05-04T00:00:00Z");
        imports.take(new ImportRow(MINI, new OpenId("o1"), null, new Profile("小明", null), joined, "4711", null));
        imports.take(new ImportRow(MINI, new OpenId("o1"), null, new Profile("another", null), null, null, null));

        assertThat(core.rows("SELECT nick_name FROM user_profile")).containsExactly("小明");
        assertThat(core.rows("SELECT external_id FROM identity_external_id")).containsExactly("4711");
        assertThat(core.signIn(MINI, "o1", null).user().createdAt()).isEqualTo(joined);
    }

    @Test
    void goesOnWhereItStoodAndRefusesASecondAtTheSameTime() {
        UserImport first = imports.open("file", false);
        UserImport second = imports.open("file", false);
        first.take(List.of(row(MINI, "o1", "u1")), 1, new UserImport.Place(100, 2))
                .await();

        UserImport resumed = imports.open("file", false);

        assertThat(resumed.place()).isEqualTo(new UserImport.Place(100, 2));
        assertThat(resumed.tally().counts()).isEqualTo(Map.of(BulkOutcome.CREATED, 1L, BulkOutcome.BAD, 1L));
        assertThatThrownBy(() -> second.take(List.of(row(MINI, "o2", "u2")), 0, new UserImport.Place(50, 1))
                        .await())
                .isInstanceOf(BulkException.class);
        assertThat(core.count("identity")).isEqualTo(1);
    }

    @Test
    void rehearsesWithoutATrace() {
        UserImport rehearsal = imports.open("file", true);

        rehearsal
                .take(List.of(row(MINI, "o1", "u1")), 0, new UserImport.Place(10, 1))
                .await();

        assertThat(rehearsal.tally().of(BulkOutcome.CREATED)).isEqualTo(1);
        assertThat(core.count("users") + core.count("bulk_job")).isZero();
    }

    private UserId owner(String openId) {
        return new UserId(java.util.UUID.fromString(
                String.valueOf(core.rows("SELECT user_id FROM identity WHERE openid = $1", openId)
                        .get(0))));
    }

    private static ImportRow row(AppId app, String openId, @Nullable String unionId) {
        return new ImportRow(
                app,
                new OpenId(openId),
                unionId == null ? null : new UnionId(unionId),
                Profile.EMPTY,
                null,
                null,
                null);
    }
}
