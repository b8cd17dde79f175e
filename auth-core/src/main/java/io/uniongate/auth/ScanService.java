package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.scan.Scans;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.db.AuthorizationQueries.Transaction;
import io.uniongate.db.Database;
import io.uniongate.db.ScanQueries;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Logins by scanning: the same way as through WeChat's page, but the push tells who came (protocol.md §1.11). */
final class ScanService {
    private static final Duration TICKET_LIFE = Duration.ofMinutes(5);

    /** Somebody who looks for the phone takes one or two; each costs a call of the app's quota. */
    private static final int TICKETS_PER_LOGIN = 10;

    private final Bus bus;
    private final Database database;
    private final WeChatApps apps;
    private final WebSignIn webSignIn;
    private final SecretSource secrets;
    private final Clock clock;

    ScanService(Bus bus, Database database, WeChatApps apps, WebSignIn webSignIn, SecretSource secrets, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.apps = apps;
        this.webSignIn = webSignIn;
        this.secrets = secrets;
        this.clock = clock;
    }

    Future<Scans.Ticket> begin(Scans.Begin ask) {
        AppId app = apps.require(ask.app(), AppKind.OFFICIAL_ACCOUNT).id();
        Secret scene = secrets.next();
        return webSignIn
                .transaction(ask.state(), ask.browser())
                .compose(mine -> database.statement(client -> ScanQueries.count(client, SecretHash.of(ask.state()))))
                .compose(issued -> issued < TICKETS_PER_LOGIN
                        ? bus.ask(new Platform.CreateQrCode(app, scene.reveal(), TICKET_LIFE))
                        : ProblemException.failed(new Problem.LoginLoop()))
                .compose(code -> issue(ask, scene, code));
    }

    private Future<Scans.Ticket> issue(Scans.Begin ask, Secret scene, Platform.QrCode code) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        return database.statement(client -> ScanQueries.issue(
                        client,
                        SecretHash.of(scene),
                        id,
                        SecretHash.of(ask.state()),
                        ask.app(),
                        now.plus(code.expiresIn())))
                .map(until -> Duration.between(now, until.orElseThrow(WebSignIn::stateInvalid)))
                .map(life -> new Scans.Ticket(code.image(), life, id.toString()));
    }

    Future<Scans.Progress> look(Scans.Look ask) {
        return database.statement(client -> ScanQueries.look(
                        client, SecretHash.of(ask.state()), SecretHash.of(ask.browser()), clock.instant()))
                .map(standing -> progress(standing.orElseThrow(WebSignIn::stateInvalid)));
    }

    private static Scans.Progress progress(ScanQueries.Standing standing) {
        if (standing.confirmed()) {
            return Scans.Progress.CONFIRMED;
        }
        return standing.waiting() ? Scans.Progress.WAITING : Scans.Progress.EXPIRED;
    }

    Future<Authorization.Outcome> finish(Scans.Finish ask) {
        Buffer state = SecretHash.of(ask.state());
        return webSignIn
                .transaction(ask.state(), ask.browser())
                .compose(transaction -> database.statement(client -> ScanQueries.find(client, state))
                        .map(found -> found.orElseThrow(WebSignIn::stateInvalid))
                        .compose(scan -> finish(ask, scan, transaction)));
    }

    /** The account that was scanned may be another app than the one the way began for. */
    private Future<Authorization.Outcome> finish(Scans.Finish ask, ScanQueries.Scan scan, Transaction begun) {
        Transaction transaction = new Transaction(begun.client(), scan.app(), begun.destination());
        return webSignIn.outcome(
                ask.state(), new Secret(scan.id().toString()), transaction, () -> signIn(ask, scan, transaction));
    }

    private Future<Secret> signIn(Scans.Finish ask, ScanQueries.Scan scan, Transaction transaction) {
        return webSignIn
                .arrive(Visitor.unprofiled(scan.openId(), null), transaction, ask.device())
                .compose(result -> database.statement(
                                client -> ScanQueries.use(client, SecretHash.of(ask.state()), clock.instant()))
                        .map(result));
    }
}
