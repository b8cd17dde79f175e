package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.db.SealedKey;
import io.uniongate.db.Sealer;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * Seals session keys to the WeChat identity they belong to.
 *
 * <p>The associated data is (app, openid), the identity's own natural key, and not its row's id: that is unknown
 * until the one statement of a sign-in has run.
 */
final class SessionKeys {
    private final Sealer sealer;

    SessionKeys(Sealer sealer) {
        this.sealer = sealer;
    }

    SealedKey seal(Secret sessionKey, AppId app, OpenId openId, Instant obtainedAt) {
        return new SealedKey(sealer.seal(sessionKey, owner(app, openId)), sealer.primaryKeyId(), obtainedAt);
    }

    Secret open(Buffer sealed, AppId app, OpenId openId) {
        return sealer.open(sealed, owner(app, openId));
    }

    private static String owner(AppId app, OpenId openId) {
        return app + ":" + openId;
    }
}
