package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Phone numbers: sealed to be read, hashed to be found. */
public final class ContactQueries {
    private static final String FIND = """
            SELECT id FROM contact WHERE user_id = $1 AND kind = 'PHONE' AND value_hash = $2
            ORDER BY verified_at DESC NULLS LAST LIMIT 1
            """;
    private static final String VERIFY = """
            WITH kept AS (
                INSERT INTO contact (id, user_id, kind, value_hash, value_enc, key_id, verified_at, verified_by)
                SELECT $1, id, 'PHONE', $3, $4, $5, $6, $7 FROM users WHERE id = $2 AND status = 'ACTIVE'
                ON CONFLICT (id) DO UPDATE
                SET value_enc = excluded.value_enc, key_id = excluded.key_id,
                    verified_at = excluded.verified_at, verified_by = excluded.verified_by
                RETURNING id, user_id
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            SELECT $6, 'phone.verified', user_id, $8, 'user', jsonb_build_object('contactId', id, 'identityId', $7::text)
            FROM kept
            """;
    private static final String HASHING_KEY = "SELECT key_enc, key_id FROM hashing_key WHERE name = 'PHONE'";
    // Of all who draw one at the same time, all get the one that was first.
    private static final String KEEP_HASHING_KEY = """
            INSERT INTO hashing_key AS k (name, key_enc, key_id) VALUES ('PHONE', $1, $2)
            ON CONFLICT (name) DO UPDATE SET name = k.name RETURNING key_enc, key_id
            """;
    private static final String RESEAL_HASHING_KEY =
            "UPDATE hashing_key SET key_enc = $1, key_id = $2 WHERE name = 'PHONE' AND key_id <> $2";

    private ContactQueries() {}

    /** A number at rest; {@code id} is what the value is sealed to. */
    public record SealedPhone(UUID id, Buffer hash, Buffer sealed, String keyId) {
        @Override
        public String toString() {
            return "SealedPhone[" + id + "]";
        }
    }

    /** A number that WeChat verified; {@code by} is whose WeChat showed it. */
    public record VerifiedPhone(SealedPhone number, IdentityId by, AppId app, Instant at) {}

    /** The key of the hashes at rest, with the label of the key that sealed it. */
    public record SealedHashingKey(Buffer sealed, String keyId) {
        @Override
        public String toString() {
            return "SealedHashingKey[" + keyId + "]";
        }
    }

    /** Where this user already keeps the number with this hash. */
    public static Future<Optional<UUID>> find(SqlClient client, UserId user, Buffer hash) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(user.value(), hash))
                .map(rows -> Rows.first(rows, row -> row.getUUID("id")));
    }

    /** Keeps the number of an active user, {@code phone.verified}; tells whether there is such a user. */
    public static Future<Boolean> verify(SqlClient tx, UserId user, VerifiedPhone phone) {
        SealedPhone number = phone.number();
        return tx.preparedQuery(VERIFY)
                .execute(Tuple.of(number.id(), user.value(), number.hash(), number.sealed(), number.keyId())
                        .addValue(time(phone.at()))
                        .addValue(phone.by().toString())
                        .addValue(phone.app().value()))
                .map(told -> told.rowCount() == 1);
    }

    public static Future<Optional<SealedHashingKey>> hashingKey(SqlClient client) {
        return client.preparedQuery(HASHING_KEY).execute().map(rows -> Rows.first(rows, ContactQueries::hashingKey));
    }

    /** Keeps this key, unless there is one already; answers the one that is kept. */
    public static Future<SealedHashingKey> keepHashingKey(SqlClient client, SealedHashingKey drawn) {
        return client.preparedQuery(KEEP_HASHING_KEY)
                .execute(Tuple.of(drawn.sealed(), drawn.keyId()))
                .map(rows -> hashingKey(rows.iterator().next()));
    }

    /** Replaces the seal, after the configured encryption key changed. */
    public static Future<Void> resealHashingKey(SqlClient client, SealedHashingKey again) {
        return client.preparedQuery(RESEAL_HASHING_KEY)
                .execute(Tuple.of(again.sealed(), again.keyId()))
                .mapEmpty();
    }

    private static SealedHashingKey hashingKey(Row row) {
        return new SealedHashingKey(row.getBuffer("key_enc"), row.getString("key_id"));
    }
}
