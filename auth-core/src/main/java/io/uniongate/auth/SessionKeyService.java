package io.uniongate.auth;

import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.db.Database;
import io.uniongate.db.SessionKeyQueries;
import io.uniongate.db.SessionKeyQueries.KeyedIdentity;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session_keys of sessions: whose they are, whether WeChat still holds them, and their end. */
final class SessionKeyService {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeyService.class);

    private final Bus bus;
    private final Database database;
    private final SessionKeys sessionKeys;

    SessionKeyService(Bus bus, Database database, SessionKeys sessionKeys) {
        this.bus = bus;
        this.database = database;
        this.sessionKeys = sessionKeys;
    }

    /** Whom WeChat named when this session was opened; erased people's sessions have nobody. */
    Future<KeyedIdentity> identity(SessionId session) {
        return database.statement(client -> SessionKeyQueries.ofSession(client, session))
                .map(found -> found.orElseThrow(() -> new ProblemException(new Problem.SessionKeyStale())));
    }

    /** The key itself, or {@code SESSION_KEY_STALE}. */
    Secret open(KeyedIdentity identity) {
        return sessionKeys.open(identity);
    }

    /** A session without a key is told what one with a stale key is told, since the cure is the same: wx.login. */
    Future<Boolean> check(Accounts.CheckSessionKey ask) {
        return identity(ask.session())
                .compose(identity -> bus.ask(
                                new Platform.CheckSession(identity.app(), identity.openId(), open(identity)))
                        .compose(valid -> valid ? Future.succeededFuture(true) : drop(identity)))
                .recover(cause -> isStale(cause) ? Future.succeededFuture(false) : Future.failedFuture(cause));
    }

    private Future<Boolean> drop(KeyedIdentity identity) {
        return database.statement(client -> SessionKeyQueries.drop(client, identity))
                .map(false);
    }

    /**
     * Has WeChat replace the keys of somebody who signed out everywhere, perhaps because something leaked. Returns at
     * once: the sessions have ended, whatever WeChat answers.
     */
    void resetBehind(UserId user) {
        database.statement(client -> SessionKeyQueries.ofUser(client, user))
                .compose(this::reset)
                .onFailure(cause -> LOG.warn("Session keys could not be reset: {}", cause.getMessage()));
    }

    private Future<?> reset(List<KeyedIdentity> identities) {
        return Future.join(identities.stream()
                .map(identity -> Future.succeededFuture(identity).compose(this::reset))
                .toList());
    }

    private Future<Void> reset(KeyedIdentity identity) {
        Secret before = open(identity);
        return bus.ask(new Platform.ResetSession(identity.app(), identity.openId(), before))
                .map(key -> sessionKeys.seal(key.sessionKey(), identity.app(), identity.openId(), key.askedAt()))
                .compose(next -> database.statement(client -> SessionKeyQueries.replace(client, identity, next)));
    }

    private static boolean isStale(Throwable cause) {
        return ProblemException.carries(cause, Problem.SessionKeyStale.class);
    }
}
