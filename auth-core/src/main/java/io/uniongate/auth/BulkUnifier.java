package io.uniongate.auth;

import com.github.f4b6a3.uuid.UuidCreator;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.db.BulkOutcome;
import io.uniongate.db.BulkPerson;
import io.uniongate.db.BulkPerson.Unified;
import io.uniongate.db.BulkQueries;
import io.uniongate.db.Opening;
import io.uniongate.db.Person;
import io.uniongate.db.UnificationQueries;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rules of sign-in for many at once: a statement for all who are simple, and one by one whoever is not. */
final class BulkUnifier {
    private static final Map<Class<? extends Decision>, BulkOutcome> OUTCOMES = Map.of(
            Decision.Create.class, BulkOutcome.CREATED,
            Decision.Link.class, BulkOutcome.LINKED,
            Decision.Learn.class, BulkOutcome.LEARNED,
            Decision.Merge.class, BulkOutcome.MERGED,
            Decision.Pend.class, BulkOutcome.PENDING,
            Decision.Conflict.class, BulkOutcome.CONFLICT);

    private final Unifier unifier;
    private final Clock clock;

    BulkUnifier(Unifier unifier, Clock clock) {
        this.unifier = unifier;
        this.clock = clock;
    }

    /**
     * Who each of them is, in their order; whoever is nobody and shall stay so is {@code UNKNOWN}. Whoever is not simple
     * comes first, because their locks come before any row is written; and last, whoever a login made so meanwhile.
     */
    Future<List<Unified>> unify(SqlConnection tx, List<BulkPerson> people, SignUp signUp, String actor) {
        Map<BulkPerson, Unified> all = new HashMap<>();
        return BulkQueries.special(tx, people, signUp)
                .compose(special -> settle(tx, special, signUp, all))
                .compose(done -> BulkQueries.unify(tx, without(people, all), signUp, actor, clock.instant()))
                .onSuccess(all::putAll)
                .compose(done -> settle(tx, without(people, all), signUp, all))
                .map(done -> people.stream()
                        .map(one -> Objects.requireNonNull(all.get(one)))
                        .toList());
    }

    static BulkPerson newcomer(Person person, Instant createdAt) {
        return new BulkPerson(
                person,
                new UserId(UuidCreator.getTimeOrderedEpoch()),
                new IdentityId(UuidCreator.getTimeOrderedEpoch()),
                createdAt);
    }

    private static List<BulkPerson> without(List<BulkPerson> people, Map<BulkPerson, Unified> settled) {
        return people.stream().filter(one -> !settled.containsKey(one)).toList();
    }

    private Future<?> settle(
            SqlConnection tx, List<BulkPerson> people, SignUp signUp, Map<BulkPerson, Unified> settled) {
        if (people.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Person> named = people.stream().map(BulkPerson::person).toList();
        Future<?> all = UnificationQueries.lockAll(tx, named);
        for (BulkPerson one : people) {
            all = all.compose(before -> settle(tx, one, signUp)).onSuccess(unified -> settled.put(one, unified));
        }
        return all;
    }

    private Future<Unified> settle(SqlConnection tx, BulkPerson one, SignUp signUp) {
        return answered(unifier.settle(tx, new Opening(one.person(), null, null, null), signUp), one);
    }

    /** A blocked user is no failure here: nothing has been written for them. */
    static Future<Unified> answered(Future<Optional<Unifier.Arrival>> arrival, BulkPerson one) {
        return arrival.map(settled -> settled.map(BulkUnifier::unified)
                        .orElseGet(() -> new Unified(BulkOutcome.UNKNOWN, one.user(), one.identity())))
                .recover(cause -> ProblemException.carries(cause, Problem.UserBlocked.class)
                        ? Future.succeededFuture(new Unified(BulkOutcome.BLOCKED, one.user(), one.identity()))
                        : Future.failedFuture(cause));
    }

    private static Unified unified(Unifier.Arrival arrival) {
        BulkOutcome outcome = OUTCOMES.getOrDefault(arrival.decision().getClass(), BulkOutcome.UNCHANGED);
        return new Unified(outcome, arrival.account().id(), arrival.identity());
    }
}
