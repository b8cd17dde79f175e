package io.uniongate.auth;

import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.db.Person;
import io.uniongate.db.Standing;
import io.uniongate.db.Standing.KnownIdentity;
import io.uniongate.db.Standing.KnownUser;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The rules of unification (data-model.md), as a pure function of what was read under the locks. */
final class Unification {
    private static final Comparator<KnownUser> OLDEST_FIRST = Comparator.comparing(KnownUser::createdAt)
            .thenComparing(user -> user.id().value());

    private Unification() {}

    static Decision decide(Standing standing, Person person, SignUp signUp) {
        KnownIdentity identity = standing.identity();
        KnownUser owner = standing.owner();
        if (isBlocked(owner) || isBlocked(identity == null ? null : identity.user())) {
            return new Decision.Refuse(new Problem.UserBlocked());
        }
        return identity == null ? unknownIdentity(owner, signUp) : knownIdentity(identity, owner, person.unionId());
    }

    /** The owner is whoever was this person before an account's migration; its new openid is theirs (protocol.md §1.6). */
    static Decision decideSuccession(Standing standing) {
        KnownIdentity identity = standing.identity();
        KnownUser owner = standing.owner();
        if (isBlocked(owner) || isBlocked(identity == null ? null : identity.user())) {
            return new Decision.Refuse(new Problem.UserBlocked());
        } else if (owner == null) {
            return new Decision.Unknown();
        } else if (identity == null) {
            return new Decision.Link(owner.id());
        }
        return identity.user().id().equals(owner.id())
                ? new Decision.Known(owner.id())
                : samePerson(identity, identity.user(), owner);
    }

    private static Decision unknownIdentity(@Nullable KnownUser owner, SignUp signUp) {
        if (owner != null) {
            return new Decision.Link(owner.id());
        }
        return signUp == SignUp.AUTOMATIC ? new Decision.Create() : new Decision.Unknown();
    }

    private static Decision knownIdentity(
            KnownIdentity identity, @Nullable KnownUser owner, @Nullable UnionId unionId) {
        KnownUser holder = identity.user();
        if (unionId == null || unionId.value().equals(identity.unionid())) {
            return new Decision.Known(holder.id());
        }
        if (identity.unionid() != null) {
            return new Decision.Conflict(holder.id(), identity.id());
        }
        return owner == null || owner.id().equals(holder.id())
                ? new Decision.Learn(holder.id(), identity.id())
                : samePerson(identity, holder, owner);
    }

    private static Decision samePerson(KnownIdentity identity, KnownUser holder, KnownUser owner) {
        if (holder.isProtected() || owner.isProtected()) {
            return new Decision.Pend(owner.id(), holder.id(), "protected");
        }
        if (phonesDiffer(holder, owner)) {
            return new Decision.Pend(owner.id(), holder.id(), "phones differ");
        }
        boolean holderWins = OLDEST_FIRST.compare(holder, owner) <= 0;
        return holderWins
                ? new Decision.Merge(holder.id(), owner.id(), identity.id())
                : new Decision.Merge(owner.id(), holder.id(), identity.id());
    }

    private static boolean phonesDiffer(KnownUser one, KnownUser other) {
        return !one.phones().isEmpty()
                && !other.phones().isEmpty()
                && Collections.disjoint(one.phones(), other.phones());
    }

    private static boolean isBlocked(@Nullable KnownUser user) {
        return user != null && !user.isActive();
    }
}
