package io.uniongate.auth;

import io.uniongate.contract.Profile;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.signin.SignInEnded;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.AuthorizationQueries;
import io.uniongate.db.AuthorizationQueries.Grant;
import io.uniongate.db.AuthorizationQueries.LoopGuard;
import io.uniongate.db.AuthorizationQueries.Transaction;
import io.uniongate.db.Database;
import io.uniongate.db.EventQueries;
import io.uniongate.db.NewSession;
import io.uniongate.db.Opening;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes browsers to WeChat and receives them back. */
final class ReturnService {
    private static final Duration TRANSACTION_LIFE = Duration.ofMinutes(10);
    private static final Duration CODE_LIFE = Duration.ofSeconds(60);

    /** A person tries again a few times; a page that sends its visitor in circles does so at once. */
    private static final LoopGuard LOOP_GUARD = new LoopGuard(10, Duration.ofMinutes(1));

    /** Final for its code like a success, and kept like one; neither a code nor a cookie looks like it. */
    private static final Secret SNAPSHOT_USER = new Secret("snapshot-user");

    private final Bus bus;
    private final Database database;
    private final People people;
    private final Unifier unifier;
    private final SessionPolicy policy;
    private final SessionTokens tokens;
    private final OnceOnly onceOnly;
    private final ProfileRefresh profiles;
    private final SecretSource secrets;
    private final Clock clock;

    ReturnService(
            Bus bus,
            Database database,
            People people,
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
        this.unifier = unifier;
        this.policy = policy;
        this.tokens = tokens;
        this.onceOnly = onceOnly;
        this.profiles = profiles;
        this.secrets = secrets;
        this.clock = clock;
    }

    Future<Secret> begin(Authorization.Begin ask) {
        Secret state = secrets.next();
        Instant now = clock.instant();
        return database.statement(client -> AuthorizationQueries.begin(
                        client,
                        SecretHash.of(state),
                        SecretHash.of(ask.browser()),
                        new Transaction(ask.client(), ask.app(), ask.destination()),
                        LOOP_GUARD,
                        now,
                        now.plus(TRANSACTION_LIFE)))
                .compose(begun ->
                        begun ? Future.succeededFuture(state) : ProblemException.failed(new Problem.LoginLoop()));
    }

    Future<Authorization.Outcome> returned(Authorization.Return ask) {
        return database.statement(client -> AuthorizationQueries.find(
                        client, SecretHash.of(ask.state()), SecretHash.of(ask.browser()), clock.instant()))
                .map(found -> found.orElseThrow(() -> new ProblemException(new Problem.StateInvalid())))
                .compose(transaction -> outcome(ask, transaction));
    }

    private Future<Authorization.Outcome> outcome(Authorization.Return ask, Transaction transaction) {
        Secret code = ask.code();
        Future<Authorization.Outcome> outcome = code == null
                ? ProblemException.failed(new Problem.AccessDenied())
                : onceOnly.run(
                                new OnceOnly.Work(
                                        "state:" + ask.state().reveal(),
                                        code,
                                        TRANSACTION_LIFE,
                                        new Problem.StateInvalid()),
                                () -> signIn(ask, code, transaction))
                        .map(result -> succeeded(transaction.destination(), result));
        return outcome.recover(cause -> refused(cause, transaction));
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
    private Future<Authorization.Outcome> refused(Throwable cause, Transaction transaction) {
        if (!(cause instanceof ProblemException known) || known.problem() instanceof Problem.StateInvalid) {
            return Future.failedFuture(cause);
        }
        bus.tell(new SignInEnded(transaction.app(), known.problem().code()));
        return Future.succeededFuture(new Authorization.Refused(
                known.problem(), transaction.client(), transaction.app(), transaction.destination()));
    }

    private Future<Secret> signIn(Authorization.Return ask, Secret code, Transaction transaction) {
        return bus.ask(new WeChat.ExchangeWebCode(transaction.app(), code))
                .compose(login -> login.snapshot()
                        ? refuseSnapshot(transaction)
                        : profiled(login, transaction).compose(visitor -> arrive(ask, visitor, transaction)));
    }

    private Future<Secret> refuseSnapshot(Transaction transaction) {
        return database.statement(client -> EventQueries.tell(
                        client, clock.instant(), "login.snapshot_refused", null, transaction.app(), new JsonObject()))
                .map(SNAPSHOT_USER);
    }

    /** Somebody WeChat named, with the profile where the scope asked for one and the grant that it was read with. */
    private record Visitor(WeChat.WebLogin login, WeChat.WebProfile profile, WeChat.@Nullable UserGrant grant) {
        static Visitor unprofiled(WeChat.WebLogin login) {
            return new Visitor(login, new WeChat.WebProfile(null, Profile.EMPTY), null);
        }
    }

    private Future<Visitor> profiled(WeChat.WebLogin login, Transaction transaction) {
        Visitor unprofiled = Visitor.unprofiled(login);
        if (!transaction.destination().scope().has(Scope.PROFILE)) {
            return Future.succeededFuture(unprofiled);
        }
        return bus.ask(new WeChat.FetchProfile(
                        transaction.app(), login.openId(), login.grant().accessToken()))
                .map(profile -> new Visitor(login, profile, login.grant()))
                .recover(cause -> isBaseOnly(cause) ? Future.succeededFuture(unprofiled) : Future.failedFuture(cause));
    }

    /** 48001: WeChat gave the base scope only, which is a login all the same (behaviour.md T42). */
    private static boolean isBaseOnly(Throwable cause) {
        return cause instanceof ProblemException known && known.problem() instanceof Problem.InsufficientScope;
    }

    private Future<Secret> arrive(Authorization.Return ask, Visitor visitor, Transaction transaction) {
        WeChat.WebLogin login = visitor.login();
        var unionId = login.unionId() == null ? visitor.profile().unionId() : login.unionId();
        NewSession session = transaction.destination() instanceof Destination.ToPage page
                ? policy.open(transaction.client(), page.scope(), ask.device())
                : null;
        Opening opening = new Opening(people.of(transaction.app(), login.openId(), unionId), null, session, null);
        return unifier.arrive(opening, SignUp.AUTOMATIC)
                .map(Optional::orElseThrow)
                .compose(arrival -> named(arrival, visitor.profile().profile()))
                .compose(arrival -> profiles.keep(
                                transaction.client(),
                                transaction.app(),
                                login.openId(),
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
                        tokens.cookie(java.util.Objects.requireNonNull(session).id()));
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
}
