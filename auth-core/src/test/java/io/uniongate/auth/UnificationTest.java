package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.db.Person;
import io.uniongate.db.Standing;
import io.uniongate.db.Standing.KnownIdentity;
import io.uniongate.db.Standing.KnownUser;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of unification as a pure function. */
class UnificationTest {
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-02-01T00:00:00Z");

    private final KnownUser older = user(EARLY);
    private final KnownUser younger = user(LATE);

    @Test
    void createsWhomNobodyKnows() {
        assertThat(decide(null, null, "u1")).isEqualTo(new Decision.Create());
        assertThat(decide(null, null, null)).isEqualTo(new Decision.Create());
    }

    @Test
    void waitsForAProfileWhereTheAppWantsOneFirst() {
        Decision decision = Unification.decide(new Standing(null, null), person("u1"), SignUp.PROFILE_REQUIRED);

        assertThat(decision).isEqualTo(new Decision.Unknown());
    }

    @Test
    void linksAnUnknownIdentityToTheUnionidsOwnerWhateverTheAppWants() {
        Decision decision = Unification.decide(new Standing(null, older), person("u1"), SignUp.PROFILE_REQUIRED);

        assertThat(decision).isEqualTo(new Decision.Link(older.id()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"u1,u1", "u1,none", "none,none"})
    void changesNothingWhenTheAnswerSaysNothingNew(@Nullable String stored, @Nullable String answered) {
        KnownUser owner = answered == null ? null : older;

        assertThat(decide(identity(older, stored), owner, answered)).isEqualTo(new Decision.Known(older.id()));
    }

    @Test
    void learnsAUnionidThatIsNobodysOrTheHoldersOwn() {
        KnownIdentity identity = identity(older, null);

        assertThat(decide(identity, null, "u1")).isEqualTo(new Decision.Learn(older.id(), identity.id()));
        assertThat(decide(identity, older, "u1")).isEqualTo(new Decision.Learn(older.id(), identity.id()));
    }

    @Test
    @Tag("S23")
    void mergesIntoTheOlderWhicheverSideThatIs() {
        KnownIdentity held = identity(younger, null);
        KnownIdentity holding = identity(older, null);

        assertThat(decide(held, older, "u1")).isEqualTo(new Decision.Merge(older.id(), younger.id(), held.id()));
        assertThat(decide(holding, younger, "u1"))
                .isEqualTo(new Decision.Merge(older.id(), younger.id(), holding.id()));
    }

    @Test
    void choosesTheSameWinnerOfTwoThatAreEquallyOld() {
        KnownUser twin = user(EARLY);
        KnownIdentity mine = identity(older, null);
        KnownIdentity its = identity(twin, null);

        Decision.Merge one = (Decision.Merge) decide(mine, twin, "u1");
        Decision.Merge other = (Decision.Merge) decide(its, older, "u1");

        assertThat(one.winner()).isEqualTo(other.winner());
    }

    @Test
    @Tag("S24")
    void leavesTheMergeToAPersonWherePhonesDifferOrASideIsProtected() {
        KnownUser guarded = new KnownUser(younger.id(), "ACTIVE", true, LATE, Set.of());

        assertThat(decide(identity(withPhones(older, "1"), null), withPhones(younger, "2"), "u1"))
                .isEqualTo(new Decision.Pend(younger.id(), older.id(), "phones differ"));
        assertThat(decide(identity(guarded, null), older, "u1"))
                .isEqualTo(new Decision.Pend(older.id(), younger.id(), "protected"));
        assertThat(decide(identity(older, null), guarded, "u1"))
                .isEqualTo(new Decision.Pend(younger.id(), older.id(), "protected"));
    }

    @Test
    void mergesWherePhonesAgreeOrOnlyOneSideHasOne() {
        assertThat(decide(identity(withPhones(older, "1", "2"), null), withPhones(younger, "2"), "u1"))
                .isInstanceOf(Decision.Merge.class);
        assertThat(decide(identity(withPhones(older, "1"), null), younger, "u1"))
                .isInstanceOf(Decision.Merge.class);
    }

    @Test
    @Tag("S25")
    void believesTheOpenidWhenTheUnionidIsAnother() {
        KnownIdentity identity = identity(older, "u1");

        assertThat(decide(identity, younger, "u2")).isEqualTo(new Decision.Conflict(older.id(), identity.id()));
        assertThat(decide(identity, null, "u2")).isEqualTo(new Decision.Conflict(older.id(), identity.id()));
    }

    @Test
    void refusesWhereEitherSideIsBlocked() {
        KnownUser blocked = new KnownUser(younger.id(), "BLOCKED", false, LATE, Set.of());
        Decision refused = new Decision.Refuse(new Problem.UserBlocked());

        assertThat(decide(identity(blocked, null), null, null)).isEqualTo(refused);
        assertThat(decide(identity(older, null), blocked, "u1")).isEqualTo(refused);
        assertThat(decide(null, blocked, "u1")).isEqualTo(refused);
    }

    private static Decision decide(
            @Nullable KnownIdentity identity, @Nullable KnownUser owner, @Nullable String unionId) {
        return Unification.decide(new Standing(identity, owner), person(unionId), SignUp.AUTOMATIC);
    }

    private static Person person(@Nullable String unionId) {
        return unionId == null
                ? new Person(new AppId("wx1"), new OpenId("o1"), null, null)
                : new Person(new AppId("wx1"), new OpenId("o1"), (short) 1, new UnionId(unionId));
    }

    private static KnownIdentity identity(KnownUser user, @Nullable String unionId) {
        return new KnownIdentity(new IdentityId(UUID.randomUUID()), unionId, user);
    }

    private static KnownUser user(Instant createdAt) {
        return new KnownUser(new UserId(UUID.randomUUID()), "ACTIVE", false, createdAt, Set.of());
    }

    private static KnownUser withPhones(KnownUser user, String... phones) {
        return new KnownUser(user.id(), user.status(), user.isProtected(), user.createdAt(), Set.of(phones));
    }
}
