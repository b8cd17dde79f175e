package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session_keys of people who signed in. No two seals are alike, so the sealed key is its own version: whoever read
 * one drops or replaces that one only, never the key of a login that came meanwhile.
 */
public final class SessionKeyQueries {
    private static final String COLUMNS = "i.id, i.app_id, i.openid, k.key_enc";
    private static final String OF_SESSION = """
            SELECT %s FROM session s JOIN identity i ON i.id = s.identity_id
            LEFT JOIN wechat_session_key k ON k.identity_id = i.id
            WHERE s.id = $1
            """.formatted(COLUMNS);
    private static final String OF_USER = """
            SELECT %s FROM identity i JOIN wechat_session_key k ON k.identity_id = i.id
            WHERE i.user_id = COALESCE((SELECT new_id FROM user_redirect WHERE old_id = $1), $1)
            """.formatted(COLUMNS);
    private static final String DROP = "DELETE FROM wechat_session_key WHERE identity_id = $1 AND key_enc = $2";
    private static final String REPLACE = """
            UPDATE wechat_session_key SET key_enc = $3, key_id = $4, obtained_at = $5
            WHERE identity_id = $1 AND key_enc = $2
            """;

    private SessionKeyQueries() {}

    /** An identity at WeChat, with its session_key at rest if there is one. */
    public record KeyedIdentity(
            IdentityId id,
            AppId app,
            OpenId openId,
            @Nullable Buffer sealedKey) {
        @Override
        public String toString() {
            return "KeyedIdentity[" + id + "]";
        }
    }

    /** The identity that this session was opened with. */
    public static Future<Optional<KeyedIdentity>> ofSession(SqlClient client, SessionId session) {
        return client.preparedQuery(OF_SESSION)
                .execute(Tuple.of(session.value()))
                .map(rows -> Rows.first(rows, SessionKeyQueries::keyed));
    }

    /** All identities of this user that have a session_key. */
    public static Future<List<KeyedIdentity>> ofUser(SqlClient client, UserId user) {
        return client.preparedQuery(OF_USER)
                .execute(Tuple.of(user.value()))
                .map(rows -> Rows.list(rows, SessionKeyQueries::keyed));
    }

    /** Drops the key that was read, if it still is the identity's. */
    public static Future<Void> drop(SqlClient client, KeyedIdentity read) {
        return client.preparedQuery(DROP)
                .execute(Tuple.of(read.id().value(), read.sealedKey()))
                .mapEmpty();
    }

    /** Puts another in place of the key that was read, if it still is the identity's. */
    public static Future<Void> replace(SqlClient client, KeyedIdentity read, SealedKey by) {
        return client.preparedQuery(REPLACE)
                .execute(Tuple.of(read.id().value(), read.sealedKey(), by.sealed(), by.keyId())
                        .addValue(time(by.obtainedAt())))
                .mapEmpty();
    }

    private static KeyedIdentity keyed(Row row) {
        return new KeyedIdentity(
                new IdentityId(row.getUUID("id")),
                new AppId(row.getString("app_id")),
                new OpenId(row.getString("openid")),
                row.getBuffer("key_enc"));
    }
}
