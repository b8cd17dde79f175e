package io.uniongate.auth;

import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.Database;
import io.uniongate.db.SessionQueries;
import io.uniongate.db.SessionRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Sessions as others ask for them: whether a token still counts, who a cookie is, what to end. */
final class SessionService {
    /** A cookie's session is written as used at most this often. */
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    private final Database database;
    private final SessionTokens tokens;
    private final AccessTokens accessTokens;
    private final SessionPolicy policy;
    private final Users users;
    private final SessionKeyService sessionKeys;
    private final Clock clock;

    SessionService(
            Database database,
            SessionTokens tokens,
            AccessTokens accessTokens,
            SessionPolicy policy,
            Users users,
            SessionKeyService sessionKeys,
            Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.policy = policy;
        this.users = users;
        this.sessionKeys = sessionKeys;
        this.clock = clock;
    }

    Future<Optional<Sessions.Active>> introspect(Sessions.Introspect ask) {
        Optional<AccessTokens.Valid> access = accessTokens.check(ask.token());
        if (access.isPresent()) {
            return live(access.get().session())
                    .map(row -> row.map(session ->
                            active("access_token", session, access.get().expiresAt())));
        }
        return tokens.checkRefresh(ask.token())
                .map(checked -> live(checked.session())
                        .map(row -> row.filter(session -> session.counter() == checked.counter())
                                .map(session -> active("refresh_token", session, session.expiresAt()))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    Future<Void> revoke(Sessions.Revoke ask) {
        Optional<SessionId> session = accessTokens
                .check(ask.token())
                .map(AccessTokens.Valid::session)
                .or(() -> tokens.checkRefresh(ask.token()).map(SessionTokens.Checked::session));
        return session.map(this::live)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(row -> row.filter(found -> found.client().equals(ask.client())))
                .compose(row -> row.isPresent() ? end(row.get().id(), "revoked") : Future.succeededFuture());
    }

    Future<Optional<User>> ofCookie(Sessions.OfCookie ask) {
        return tokens.checkCookie(ask.cookie())
                .map(this::live)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(row -> row.isPresent() ? seen(row.get()) : Future.succeededFuture(Optional.empty()));
    }

    Future<Void> endCookie(Sessions.EndCookie ask) {
        return tokens.checkCookie(ask.cookie())
                .map(session -> end(session, "logout"))
                .orElseGet(Future::succeededFuture);
    }

    Future<List<Sessions.View>> ofUser(Sessions.OfUser ask) {
        return database.statement(client -> AccountQueries.find(client, ask.user()))
                .map(account -> account.orElseThrow(AccountService::gone).id())
                .compose(user -> database.statement(client -> SessionQueries.live(client, user, clock.instant())))
                .map(rows -> rows.stream().map(SessionService::view).toList());
    }

    Future<Void> end(Sessions.End ask) {
        return ofLocked(
                        ask.user(),
                        (tx, user) ->
                                SessionQueries.endOwn(tx, user, ask.session(), "ended by its user", clock.instant()))
                .compose(ended -> ended ? Future.succeededFuture() : ProblemException.failed(new Problem.NotFound()));
    }

    Future<Void> endAll(Sessions.EndAll ask) {
        return ofLocked(ask.user(), (tx, user) -> SessionQueries.endAll(tx, user, "ended by its user", clock.instant()))
                .onSuccess(ended -> sessionKeys.resetBehind(ask.user()))
                .mapEmpty();
    }

    /** Under the user's lock: a merge that ran at the same time would carry the sessions away unended. */
    private Future<Boolean> ofLocked(UserId user, BiFunction<SqlClient, UserId, Future<Boolean>> ending) {
        return database.transaction(tx -> AccountQueries.lock(tx, user)
                .compose(locked -> ending.apply(tx, locked.orElseThrow(AccountService::gone))));
    }

    private Future<Void> end(SessionId session, String reason) {
        return database.statement(
                        client -> SessionQueries.end(client, session, "session.ended", reason, clock.instant()))
                .mapEmpty();
    }

    private Future<Optional<SessionRow>> live(SessionId session) {
        return database.statement(client -> SessionQueries.find(client, session))
                .map(row -> row.filter(found -> found.isLive(clock.instant())));
    }

    private Future<Optional<User>> seen(SessionRow session) {
        Instant now = clock.instant();
        return database.statement(client -> SessionQueries.keepAlive(
                        client, session.id(), now, policy.idleExpiry(now), now.minus(USE_NOTED)))
                .compose(kept -> database.statement(client -> AccountQueries.find(client, session.user())))
                .map(account -> account.map(users::of));
    }

    private static Sessions.Active active(String type, SessionRow session, Instant expiresAt) {
        return new Sessions.Active(type, session.user(), session.id(), session.client(), session.scope(), expiresAt);
    }

    private static Sessions.View view(SessionQueries.Live live) {
        SessionRow session = live.session();
        return new Sessions.View(
                session.id(),
                session.client(),
                live.app(),
                UserAgent.describe(live.userAgent()),
                live.ipPrefix(),
                session.createdAt(),
                session.rotatedAt(),
                session.expiresAt());
    }
}
