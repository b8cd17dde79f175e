package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.db.Person;
import io.uniongate.db.Standing;
import io.uniongate.db.Standing.KnownIdentity;
import io.uniongate.db.Standing.KnownUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of unification in memory, so that thousands of histories can be tried. */
final class UnificationModel {
    private record Name(int person, int app) {}

    private final Map<Name, KnownIdentity> identities = new HashMap<>();
    private final Map<String, KnownUser> owners = new HashMap<>();
    private long created;

    void signIn(int person, int app, boolean tellingUnionId) {
        Name name = new Name(person, app);
        String unionId = tellingUnionId ? "u" + person : null;
        Standing standing = new Standing(identities.get(name), unionId == null ? null : owners.get(unionId));
        apply(name, unionId, Unification.decide(standing, asked(name, unionId), SignUp.AUTOMATIC));
    }

    long activeUsers() {
        return identities.values().stream().map(KnownIdentity::user).distinct().count();
    }

    long personsSharingAUser() {
        Map<KnownUser, Set<Integer>> people = new HashMap<>();
        identities.forEach((name, identity) ->
                people.computeIfAbsent(identity.user(), user -> new HashSet<>()).add(name.person()));
        return people.values().stream().filter(sharing -> sharing.size() > 1).count();
    }

    private void apply(Name name, @Nullable String unionId, Decision decision) {
        if (decision instanceof Decision.Create) {
            keep(name, unionId, newUser());
        } else if (decision instanceof Decision.Link) {
            keep(name, unionId, owners.get(String.valueOf(unionId)));
        } else if (decision instanceof Decision.Learn) {
            keep(name, unionId, holder(name));
        } else if (decision instanceof Decision.Merge merge) {
            KnownUser owner = Objects.requireNonNull(owners.get(String.valueOf(unionId)));
            KnownUser winner = merge.winner().equals(holder(name).id()) ? holder(name) : owner;
            move(merge.loser(), winner);
            keep(name, unionId, winner);
        } else if (!(decision instanceof Decision.Known)) {
            throw new AssertionError("Nothing here is protected, blocked or in conflict: " + decision.label());
        }
    }

    private void move(UserId loser, KnownUser winner) {
        List<Name> names = new ArrayList<>(identities.keySet());
        names.stream()
                .filter(name -> holder(name).id().equals(loser))
                .forEach(name -> identities.computeIfPresent(
                        name, (key, moved) -> new KnownIdentity(moved.id(), moved.unionid(), winner)));
        owners.replaceAll((unionId, owner) -> owner.id().equals(loser) ? winner : owner);
    }

    private void keep(Name name, @Nullable String unionId, @Nullable KnownUser user) {
        KnownUser keeper = Objects.requireNonNull(user);
        identities.put(name, new KnownIdentity(new IdentityId(UUID.randomUUID()), unionId, keeper));
        if (unionId != null) {
            owners.put(unionId, keeper);
        }
    }

    private KnownUser holder(Name name) {
        return Objects.requireNonNull(identities.get(name)).user();
    }

    private KnownUser newUser() {
        created++;
        return new KnownUser(
                new UserId(UUID.randomUUID()), "ACTIVE", false, Instant.ofEpochSecond(created / 2), Set.of());
    }

    private static Person asked(Name name, @Nullable String unionId) {
        AppId app = new AppId("wx" + name.app());
        OpenId openId = new OpenId("o" + name.person());
        return unionId == null
                ? new Person(app, openId, null, null)
                : new Person(app, openId, (short) 1, new UnionId(unionId));
    }
}
