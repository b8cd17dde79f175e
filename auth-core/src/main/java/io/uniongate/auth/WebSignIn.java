package io.uniongate.auth;

import io.uniongate.contract.Device;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.signin.SignInEnded;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.AuthorizationQueries;
import io.uniongate.db.AuthorizationQueries.Grant;
import io.uniongate.db.AuthorizationQueries.Transaction;
import io.uniongate.db.Database;
import io.uniongate.db.NewSession;
import io.uniongate.db.Opening;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of a browser's way, whichever it took to WeChat: signs in, once, whom WeChat named, and sends a client a
 * code and a page a cookie.
 */
final class WebSignIn {
    static final Duration TRANSACTION_LIFE = Duration.ofMinutes(10);

    /** Final for its code like a success, and kept like one; neither a code nor a cookie looks like it. */
    static final Secret SNAPSHOT_USER = new Secret("snapshot-user");

    private static final Duration CODE_LIFE = Duration.ofSeconds(60);

    private final Bus bus;
    private final Database database;
    private final People people;
    private final Followers followers;
    private final Unifier unifier;
    private final SessionPolicy policy;
    private final SessionTokens tokens;
    private final OnceOnly onceOnly;
    private final ProfileRefresh profiles;
    private final SecretSource secrets;
    private final Clock clock;

    WebSignIn(
            Bus bus,
            Database database,
            People people,
            Followers followers,
            Unifier unifier,
            SessionPolicy policy,
            SessionTokens tokens,
            OnceOnly onceOnly,
            ProfileRefresh profiles,
            SecretSource secrets,
            Clock clock) {
        this.bus = bus;
        this.database = database;
        this.people = people;
        this.followers = followers;
        this.unifier = unifier;
        this.policy = policy;
        this.tokens = tokens;
        this.onceOnly = onceOnly;
        this.profiles = profiles;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The way that began with this state in this browser, or {@code STATE_INVALID}. */
    Future<Transaction> transaction(Secret state, Secret browser) {
        return database.statement(client -> AuthorizationQueries.find(
                        client, SecretHash.of(state), SecretHash.of(browser), clock.instant()))
                .map(found -> found.orElseThrow(WebSignIn::stateInvalid));
    }

    /** Signs in once for this state, and the same proof gets the same result; what went wrong is an outcome too. */
    Future<Authorization.Outcome> outcome(
            Secret state, Secret proof, Transaction transaction, Supplier<Future<Secret>> signIn) {
        return onceOnly.run(
                        new OnceOnly.Work(
                                "state:" + state.reveal(), proof, TRANSACTION_LIFE, new Problem.StateInvalid()),
                        signIn)
                .map(result -> succeeded(transaction.destination(), result))
                .recover(cause -> refused(cause, transaction));
    }

    private Authorization.Outcome succeeded(Destination destination, Secret result) {
        if (result.equals(SNAPSHOT_USER)) {
            throw new ProblemException(new Problem.SnapshotUser());
        }
        return destination instanceof Destination.ToClient client
                ? new Authorization.CodeIssued(client, result)
                : new Authorization.SessionOpened((Destination.ToPage) destination, result, policy.longestCookie());
    }

    /** A problem of this login is an outcome the browser can be told about; a foreign state is not. */
    Future<Authorization.Outcome> refused(Throwable cause, Transaction transaction) {
        if (!(cause instanceof ProblemException known) || known.problem() instanceof Problem.StateInvalid) {
            return Future.failedFuture(cause);
        }
        bus.tell(new SignInEnded(transaction.app(), known.problem().code()));
        return Future.succeededFuture(new Authorization.Refused(
                known.problem(), transaction.client(), transaction.app(), transaction.destination()));
    }

    /** Signs the visitor in and answers the client's code or the page's cookie. */
    Future<Secret> arrive(Visitor visitor, Transaction transaction, Device device) {
        return unionId(visitor, transaction).compose(unionId -> arrive(visitor, unionId, transaction, device));
    }

    private Future<Optional<UnionId>> unionId(Visitor visitor, Transaction transaction) {
        return visitor.unionId() == null
                ? followers.unionId(transaction.app(), visitor.openId())
                : Future.succeededFuture(Optional.of(visitor.unionId()));
    }

    private Future<Secret> arrive(Visitor visitor, Optional<UnionId> unionId, Transaction transaction, Device device) {
        NewSession session = transaction.destination() instanceof Destination.ToPage page
                ? policy.open(transaction.client(), page.scope(), device)
                : null;
        Opening opening =
                new Opening(people.of(transaction.app(), visitor.openId(), unionId.orElse(null)), null, session, null);
        return unifier.arrive(opening, SignUp.AUTOMATIC)
                .map(Optional::orElseThrow)
                .compose(arrival -> named(arrival, visitor.profile()))
                .compose(arrival -> profiles.keep(
                                transaction.client(),
                                transaction.app(),
                                visitor.openId(),
                                arrival.identity(),
                                visitor.grant())
                        .map(arrival))
                .compose(arrival -> handOver(arrival, transaction, session));
    }

    private Future<Unifier.Arrival> named(Unifier.Arrival arrival, Profile profile) {
        return profile.isEmpty()
                ? Future.succeededFuture(arrival)
                : database.statement(client -> AccountQueries.change(
                                client, arrival.account().id(), profile, arrival.identity(), clock.instant()))
                        .map(arrival);
    }

    private Future<Secret> handOver(Unifier.Arrival arrival, Transaction transaction, @Nullable NewSession session) {
        bus.tell(new SignInEnded(transaction.app(), arrival.decision().label()));
        return transaction.destination() instanceof Destination.ToClient client
                ? issue(arrival, transaction, client)
                : Future.succeededFuture(
                        tokens.cookie(Objects.requireNonNull(session).id()));
    }

    private Future<Secret> issue(Unifier.Arrival arrival, Transaction transaction, Destination.ToClient client) {
        Secret code = secrets.next();
        Instant now = clock.instant();
        Grant grant = new Grant(
                transaction.client(),
                client.redirectUri(),
                client.scope(),
                client.nonce(),
                client.codeChallenge(),
                arrival.account().id(),
                arrival.identity(),
                now,
                now.plus(CODE_LIFE));
        return database.statement(statements -> AuthorizationQueries.issue(statements, SecretHash.of(code), grant))
                .map(code);
    }

    static ProblemException stateInvalid() {
        return new ProblemException(new Problem.StateInvalid());
    }
}
