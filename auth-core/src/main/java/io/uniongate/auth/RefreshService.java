package io.uniongate.auth;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.RefreshReused;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.db.Batch;
import io.uniongate.db.Database;
import io.uniongate.db.SessionQueries;
import io.uniongate.db.SessionQueries.Turn;
import io.uniongate.db.SessionRow;
import io.uniongate.db.Sharing;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns a refresh token into its successor: one heap-only update, shared with all who came meanwhile. */
final class RefreshService {
    /** How long the immediate predecessor is forgiven: an answer that got lost is no theft. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final Bus bus;
    private final Database database;
    private final SessionTokens tokens;
    private final TokenIssuer issuer;
    private final Clock clock;
    private final Batch<Turn, Optional<SessionRow>> batch;

    RefreshService(
            Bus bus,
            Database database,
            Sharing sharing,
            SessionTokens tokens,
            TokenIssuer issuer,
            SessionPolicy policy,
            Clock clock) {
        this.bus = bus;
        this.database = database;
        this.tokens = tokens;
        this.issuer = issuer;
        this.clock = clock;
        this.batch = new Batch<>(sharing.limit(), sharing.width(), turns -> {
            Instant now = clock.instant();
            return database.statement(client -> SessionQueries.refresh(client, turns, now, policy.idleExpiry(now)));
        });
    }

    Future<TokenPair> refresh(Sessions.Refresh ask) {
        return tokens.checkRefresh(ask.refreshToken())
                .map(checked -> turn(checked, ask.client()))
                .orElseGet(() -> ProblemException.failed(new Problem.InvalidGrant()));
    }

    private Future<TokenPair> turn(SessionTokens.Checked checked, ClientId client) {
        return batch.ask(new Turn(checked.session(), checked.counter(), client))
                .compose(turned -> turned.isPresent()
                        ? issuer.pair(TokenIssuer.Bearer.of(turned.get()))
                        : explain(checked, client));
    }

    private Future<TokenPair> explain(SessionTokens.Checked checked, ClientId client) {
        return database.statement(statements -> SessionQueries.find(statements, checked.session()))
                .compose(
                        row -> judge(checked, row.filter(found -> found.client().equals(client))));
    }

    private Future<TokenPair> judge(SessionTokens.Checked checked, Optional<SessionRow> row) {
        Instant now = clock.instant();
        if (row.isEmpty()
                || !row.get().isLive(now)
                || checked.counter() >= row.get().counter()) {
            return ProblemException.failed(new Problem.InvalidGrant());
        }
        boolean isPredecessor = checked.counter() == row.get().counter() - 1;
        return isPredecessor && !row.get().rotatedAt().plus(GRACE).isBefore(now)
                ? issuer.pair(TokenIssuer.Bearer.of(row.get()))
                : reused(checked, row.get());
    }

    private Future<TokenPair> reused(SessionTokens.Checked checked, SessionRow row) {
        bus.tell(new RefreshReused(row.client()));
        return database.statement(client -> SessionQueries.end(
                        client, checked.session(), "session.reuse_detected", "refresh token reused", clock.instant()))
                .compose(ended -> ProblemException.failed(new Problem.InvalidGrant()));
    }
}
