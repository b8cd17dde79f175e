package io.uniongate.auth;

import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.AuthorizationQueries;
import io.uniongate.db.AuthorizationQueries.LoopGuard;
import io.uniongate.db.AuthorizationQueries.Transaction;
import io.uniongate.db.Database;
import io.uniongate.db.EventQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Takes browsers to WeChat and receives them back. */
final class ReturnService {
    /** A person tries again a few times; a page that sends its visitor in circles does so at once. */
    private static final LoopGuard LOOP_GUARD = new LoopGuard(10, Duration.ofMinutes(1));

    private final Bus bus;
    private final Database database;
    private final WebSignIn webSignIn;
    private final Returns returns;
    private final SecretSource secrets;
    private final Clock clock;

    ReturnService(Bus bus, Database database, WebSignIn webSignIn, Returns returns, SecretSource secrets, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.webSignIn = webSignIn;
        this.returns = returns;
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
                        now.plus(WebSignIn.TRANSACTION_LIFE)))
                .compose(begun ->
                        begun ? Future.succeededFuture(state) : ProblemException.failed(new Problem.LoginLoop()));
    }

    Future<Authorization.Outcome> returned(Authorization.Return ask) {
        return webSignIn.transaction(ask.state(), ask.browser()).compose(transaction -> outcome(ask, transaction));
    }

    private Future<Authorization.Outcome> outcome(Authorization.Return ask, Transaction transaction) {
        Secret code = ask.code();
        return code == null
                ? webSignIn.refused(new ProblemException(new Problem.AccessDenied()), transaction)
                : webSignIn.outcome(ask.state(), code, transaction, () -> signIn(ask, code, transaction));
    }

    /** That somebody came back WeChat alone can say, by taking the code. */
    private Future<Secret> signIn(Authorization.Return ask, Secret code, Transaction transaction) {
        return bus.ask(new WeChat.ExchangeWebCode(transaction.app(), code))
                .onSuccess(login -> returns.note(transaction.app(), ask.domain()))
                .compose(login -> login.snapshot()
                        ? refuseSnapshot(transaction)
                        : profiled(login, transaction)
                                .compose(visitor -> webSignIn.arrive(visitor, transaction, ask.device())));
    }

    private Future<Secret> refuseSnapshot(Transaction transaction) {
        return database.statement(client -> EventQueries.tell(
                        client, clock.instant(), "login.snapshot_refused", null, transaction.app(), new JsonObject()))
                .map(WebSignIn.SNAPSHOT_USER);
    }

    private Future<Visitor> profiled(WeChat.WebLogin login, Transaction transaction) {
        Visitor unprofiled = Visitor.unprofiled(login.openId(), login.unionId());
        if (!transaction.destination().scope().has(Scope.PROFILE)) {
            return Future.succeededFuture(unprofiled);
        }
        return bus.ask(new WeChat.FetchProfile(
                        transaction.app(), login.openId(), login.grant().accessToken()))
                .map(profile -> profiled(login, profile))
                .recover(cause -> isBaseOnly(cause) ? Future.succeededFuture(unprofiled) : Future.failedFuture(cause));
    }

    private static Visitor profiled(WeChat.WebLogin login, WeChat.WebProfile profile) {
        return new Visitor(
                login.openId(),
                login.unionId() == null ? profile.unionId() : login.unionId(),
                profile.profile(),
                login.grant());
    }

    /** 48001: WeChat gave the base scope only, which is a login all the same (behaviour.md T42). */
    private static boolean isBaseOnly(Throwable cause) {
        return ProblemException.carries(cause, Problem.InsufficientScope.class);
    }
}
