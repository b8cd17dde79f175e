package io.uniongate.auth;

import com.github.f4b6a3.uuid.UuidCreator;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.db.Account;
import io.uniongate.db.Batch;
import io.uniongate.db.Database;
import io.uniongate.db.EventQueries;
import io.uniongate.db.MergeQueries;
import io.uniongate.db.Newcomer;
import io.uniongate.db.NewcomerQueries;
import io.uniongate.db.Opening;
import io.uniongate.db.Person;
import io.uniongate.db.Sharing;
import io.uniongate.db.SignInQueries;
import io.uniongate.db.Standing;
import io.uniongate.db.StorageFailure;
import io.uniongate.db.UnificationQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs in whom WeChat named as the one user this person is (data-model.md "Sign-in"). */
final class Unifier {
    private static final Logger LOG = LoggerFactory.getLogger(Unifier.class);
    private static final int ATTEMPTS = 8;
    private static final Duration UNDO_WINDOW = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;
    private final Batch<Opening, Optional<Opening.Opened>> known;
    private final Batch<Newcomer, Optional<Opening.Opened>> newcomers;

    Unifier(Database database, Sharing sharing, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.known = new Batch<>(
                sharing.limit(),
                sharing.width(),
                openings -> database.statement(client -> SignInQueries.open(client, openings)));
        this.newcomers = new Batch<>(
                sharing.limit(),
                sharing.width(),
                strangers -> database.statement(client -> NewcomerQueries.create(client, strangers)));
    }

    /** Who was signed in, and by which row of the table. */
    record Arrival(Account account, IdentityId identity, Decision decision) {
        boolean isNewUser() {
            return decision instanceof Decision.Create;
        }
    }

    /** What stands or falls with the sign-in, in the same transaction and behind its locks; may refuse the whole. */
    interface Completion {
        Future<Arrival> complete(SqlConnection tx, Arrival arrival);
    }

    /**
     * Signs in somebody known in one round trip and a new person in a second, both shared with all who came meanwhile;
     * whatever else the table knows is decided under locks. Empty: unknown, and the app wants a profile first.
     */
    Future<Optional<Arrival>> arrive(Opening opening, SignUp signUp) {
        return known.ask(opening)
                .map(opened -> opened.map(Unifier::known))
                .compose(arrival -> arrival.isEmpty() && signUp == SignUp.AUTOMATIC
                        ? meet(opening)
                        : Future.succeededFuture(arrival))
                .compose(arrival -> arrival.isEmpty()
                        ? settle(opening, signUp, (tx, same) -> Future.succeededFuture(same))
                        : Future.succeededFuture(arrival));
    }

    private Future<Optional<Arrival>> meet(Opening opening) {
        Newcomer newcomer = new Newcomer(opening, newUser(), newIdentity(), clock.instant());
        return newcomers
                .ask(newcomer)
                .map(opened -> opened.map(one -> new Arrival(one.account(), one.identity(), new Decision.Create())))
                .recover(cause -> StorageFailure.of(cause) instanceof StorageFailure.Retryable
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(cause));
    }

    /** As {@link #arrive}, under locks from the start and together with what completes it. */
    Future<Optional<Arrival>> settle(Opening opening, SignUp signUp, Completion completion) {
        return database.transaction(tx -> settle(tx, opening, signUp)
                .compose(arrival -> arrival.isPresent()
                        ? completion.complete(tx, arrival.get()).map(Optional::of)
                        : Future.succeededFuture(arrival)));
    }

    /** The same in a transaction of the caller's. */
    Future<Optional<Arrival>> settle(SqlConnection tx, Opening opening, SignUp signUp) {
        Person person = opening.person();
        return UnificationQueries.lockNames(tx, List.of(person))
                .compose(locked -> standing(tx, () -> UnificationQueries.read(tx, person), ATTEMPTS))
                .compose(standing -> carryOut(tx, opening, Unification.decide(standing, person, signUp)));
    }

    /** Makes the successor an identity of whoever the predecessor is, because WeChat says that both are one person. */
    Future<Optional<Arrival>> succeed(SqlConnection tx, Person predecessor, Person successor) {
        return UnificationQueries.lockNames(tx, List.of(predecessor, successor))
                .compose(
                        locked -> standing(tx, () -> UnificationQueries.readBoth(tx, predecessor, successor), ATTEMPTS))
                .compose(standing ->
                        carryOut(tx, new Opening(successor, null, null, null), Unification.decideSuccession(standing)));
    }

    private static Arrival known(Opening.Opened opened) {
        return new Arrival(
                opened.account(),
                opened.identity(),
                new Decision.Known(opened.account().id()));
    }

    /** Reads, locks whom it read, and reads again: what is decided upon must still be so. */
    private Future<Standing> standing(SqlConnection tx, Supplier<Future<Standing>> read, int attempts) {
        if (attempts == 0) {
            return ProblemException.failed(new Problem.StorageUnavailable(1));
        }
        return read.get()
                .compose(seen ->
                        seen.users().isEmpty() ? Future.succeededFuture(seen) : locked(tx, read, seen, attempts));
    }

    private Future<Standing> locked(SqlConnection tx, Supplier<Future<Standing>> read, Standing seen, int attempts) {
        return tx.query("SAVEPOINT seen")
                .execute()
                .compose(saved -> UnificationQueries.lockUsers(tx, seen.users()))
                .compose(locked -> read.get())
                .compose(now -> now.users().equals(seen.users())
                        ? Future.succeededFuture(now)
                        : tx.query("ROLLBACK TO SAVEPOINT seen")
                                .execute()
                                .compose(released -> standing(tx, read, attempts - 1)));
    }

    private Future<Optional<Arrival>> carryOut(SqlConnection tx, Opening opening, Decision decision) {
        if (decision instanceof Decision.Unknown) {
            return Future.succeededFuture(Optional.empty());
        }
        return write(tx, opening.person(), decision)
                .compose(user -> SignInQueries.open(tx, List.of(opening.as(user))))
                .map(opened -> opened.get(0).map(one -> new Arrival(one.account(), one.identity(), decision)));
    }

    /** Makes the decision true in the database and answers whom to sign in. */
    private Future<UserId> write(SqlConnection tx, Person person, Decision decision) {
        Instant now = clock.instant();
        if (decision instanceof Decision.Known known) {
            return Future.succeededFuture(known.user());
        } else if (decision instanceof Decision.Create) {
            UserId user = newUser();
            return UnificationQueries.create(tx, person, user, newIdentity(), now)
                    .map(user);
        } else if (decision instanceof Decision.Link link) {
            return UnificationQueries.link(tx, person, link.user(), newIdentity(), now)
                    .map(link.user());
        } else if (decision instanceof Decision.Learn learn) {
            return learn(tx, person, learn.user(), learn.identity());
        } else if (decision instanceof Decision.Merge merge) {
            return merge(tx, person, merge)
                    .compose(done -> person.unionId() == null
                            ? Future.succeededFuture(merge.winner())
                            : learn(tx, person, merge.winner(), merge.identity()));
        } else if (decision instanceof Decision.Pend pend) {
            return pend(tx, person, pend).map(pend.owner());
        } else if (decision instanceof Decision.Conflict conflict) {
            return alert(tx, person, conflict).map(conflict.user());
        } else if (decision instanceof Decision.Refuse refuse) {
            return ProblemException.failed(refuse.problem());
        }
        throw new IllegalStateException("Nothing to write for " + decision.label());
    }

    private Future<UserId> learn(SqlConnection tx, Person person, UserId user, IdentityId identity) {
        Short scope = person.scope();
        UnionId unionId = person.unionId();
        if (scope == null || unionId == null) {
            throw new IllegalStateException("Nothing to learn without a unionid");
        }
        return UnificationQueries.learn(tx, user, identity, scope, unionId, clock.instant())
                .map(user);
    }

    private Future<Void> merge(SqlConnection tx, Person person, Decision.Merge merge) {
        Instant now = clock.instant();
        return MergeQueries.merge(
                tx,
                UuidCreator.getTimeOrderedEpoch(),
                merge.winner(),
                merge.loser(),
                person.app(),
                now,
                now.plus(UNDO_WINDOW));
    }

    private Future<Void> pend(SqlConnection tx, Person person, Decision.Pend pend) {
        return MergeQueries.pend(
                tx,
                UuidCreator.getTimeOrderedEpoch(),
                pend.owner(),
                pend.holder(),
                pend.reason(),
                person.app(),
                clock.instant());
    }

    private Future<Void> alert(SqlConnection tx, Person person, Decision.Conflict conflict) {
        LOG.error("Identity {} of app {} came with another unionid than before", conflict.identity(), person.app());
        return EventQueries.tell(
                tx,
                clock.instant(),
                "identity.unionid_conflict",
                conflict.user(),
                person.app(),
                JsonObject.of("identityId", conflict.identity().toString()));
    }

    private static UserId newUser() {
        return new UserId(UuidCreator.getTimeOrderedEpoch());
    }

    private static IdentityId newIdentity() {
        return new IdentityId(UuidCreator.getTimeOrderedEpoch());
    }
}
