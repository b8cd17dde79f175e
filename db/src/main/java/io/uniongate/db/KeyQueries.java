package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that tokens are made with, sealed. */
public final class KeyQueries {
    /** Where a change of the key set is announced. */
    public static final String CHANGED_CHANNEL = "signing_keys_changed";

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('signing_key'))";
    private static final String LOAD =
            "SELECT * FROM signing_key WHERE retires_at IS NULL OR retires_at > $1 ORDER BY activates_at, kid";
    private static final String ADD = """
            WITH added AS (
                INSERT INTO signing_key (kid, algorithm, private_enc, key_id, public_jwk, created_at, activates_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
            ), superseded AS (
                UPDATE signing_key SET retires_at = $8 WHERE algorithm = $2 AND retires_at IS NULL
            ), told AS (
                INSERT INTO event (occurred_at, type, actor, data)
                VALUES ($6, 'signing_key.added', 'system', jsonb_build_object('kid', $1, 'algorithm', $2))
            )
            SELECT pg_notify('signing_keys_changed', $1)
            """;
    private static final String RESEAL =
            "UPDATE signing_key SET private_enc = $2, key_id = $3 WHERE kid = $1 AND key_id <> $3";

    private KeyQueries() {}

    /** A key at rest; only ES256 keys have a public half. */
    public record StoredKey(
            String kid,
            String algorithm,
            Buffer sealed,
            String keyId,
            @Nullable JsonObject publicJwk,
            Instant createdAt,
            Instant activatesAt,
            @Nullable Instant retiresAt) {
        @Override
        public String toString() {
            return "StoredKey[" + kid + "]";
        }
    }

    /** Lets one node at a time decide about new keys, until the commit. */
    public static Future<Void> lock(SqlClient tx) {
        return tx.query(LOCK).execute().mapEmpty();
    }

    /** All keys that still count, in the order in which they come into use. */
    public static Future<List<StoredKey>> load(SqlClient client, Instant now) {
        return client.preparedQuery(LOAD).execute(Tuple.of(time(now))).map(rows -> Rows.list(rows, KeyQueries::stored));
    }

    /** Adds a key and says until when its predecessors of the same algorithm still count. */
    public static Future<Void> add(SqlClient tx, StoredKey key, Instant predecessorsRetireAt) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(key.kid(), key.algorithm(), key.sealed(), key.keyId())
                        .addValue(key.publicJwk())
                        .addValue(time(key.createdAt()))
                        .addValue(time(key.activatesAt()))
                        .addValue(time(predecessorsRetireAt)))
                .mapEmpty();
    }

    /** Replaces the seal, after the configured encryption key changed. */
    public static Future<Void> reseal(SqlClient client, String kid, Buffer sealed, String keyId) {
        return client.preparedQuery(RESEAL)
                .execute(Tuple.of(kid, sealed, keyId))
                .mapEmpty();
    }

    private static StoredKey stored(Row row) {
        OffsetDateTime retiresAt = row.getOffsetDateTime("retires_at");
        return new StoredKey(
                row.getString("kid"),
                row.getString("algorithm"),
                row.getBuffer("private_enc"),
                row.getString("key_id"),
                row.getJsonObject("public_jwk"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("activates_at").toInstant(),
                retiresAt == null ? null : retiresAt.toInstant());
    }
}
