package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.SealedKey;
import io.uniongate.db.Sealer;
import io.uniongate.db.SessionKeyQueries.KeyedIdentity;
import io.uniongate.db.UnsealException;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals session keys to the WeChat identity they belong to.
 *
 * <p>The associated data is (app, openid), the identity's own natural key, and not its row's id: that is unknown
 * until the one statement of a sign-in has run.
 */
final class SessionKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeys.class);

    private final Sealer sealer;

    SessionKeys(Sealer sealer) {
        this.sealer = sealer;
    }

    SealedKey seal(Secret sessionKey, AppId app, OpenId openId, Instant obtainedAt) {
        return new SealedKey(sealer.seal(sessionKey, owner(app, openId)), sealer.primaryKeyId(), obtainedAt);
    }

    /** The session_key of an identity; none at all is as good as an outdated one. */
    Secret open(KeyedIdentity identity) {
        Buffer sealed = identity.sealedKey();
        if (sealed == null) {
            throw new ProblemException(new Problem.SessionKeyStale());
        }
        return open(sealed, identity.app(), identity.openId());
    }

    /** A key that does not open is as good as an outdated one: the next login brings another. */
    Secret open(Buffer sealed, AppId app, OpenId openId) {
        try {
            return sealer.open(sealed, owner(app, openId));
        } catch (UnsealException closed) {
            LOG.error("A session_key of app {} cannot be used: {}", app, closed.getMessage());
            throw new ProblemException(new Problem.SessionKeyStale());
        }
    }

    private static String owner(AppId app, OpenId openId) {
        return app + ":" + openId;
    }
}
