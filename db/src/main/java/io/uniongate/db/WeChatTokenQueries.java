package io.uniongate.db;

import io.uniongate.contract.AppId;
import io.uniongate.contract.wechat.TokenKind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shared tokens of apps and components, and the lease under which one node at a time fetches the next; all by Postgres's clock. */
public final class WeChatTokenQueries {
    private static final String FETCH_IS_DUE =
            "(t.version <= $3 OR t.expires_at <= now()) AND COALESCE(t.lease_until < now(), true)";

    // The no-op update makes an existing row come back in the same statement, whoever holds its lease.
    private static final String FIND_OR_LEASE = """
            INSERT INTO wechat_token AS t (app_id, kind, lease_owner, lease_until)
            VALUES ($1, $2, $4, now() + make_interval(secs => $5))
            ON CONFLICT (app_id, kind) DO UPDATE
            SET lease_owner = CASE WHEN %1$s THEN excluded.lease_owner ELSE t.lease_owner END,
                lease_until = CASE WHEN %1$s THEN excluded.lease_until ELSE t.lease_until END
            RETURNING lease_owner IS NOT DISTINCT FROM $4 AS leased, version, value_enc,
                EXTRACT(epoch FROM now() - obtained_at)::float8 AS age,
                EXTRACT(epoch FROM expires_at - now())::float8 AS remaining,
                EXTRACT(epoch FROM now() - replaced_at)::float8 AS replaced
            """.formatted(FETCH_IS_DUE);
    private static final String STORE = """
            UPDATE wechat_token
            SET value_enc = $4, key_id = $5, obtained_at = now(), expires_at = now() + make_interval(secs => $6),
                version = version + 1, lease_owner = NULL, lease_until = NULL
            WHERE app_id = $1 AND kind = $2 AND lease_owner = $3
            RETURNING version
            """;
    private static final String KEEP = """
            INSERT INTO wechat_token AS t (app_id, kind, value_enc, key_id, obtained_at, expires_at, version)
            VALUES ($1, $2, $3, $4, now(), now() + make_interval(secs => $5), 1)
            ON CONFLICT (app_id, kind) DO UPDATE
            SET value_enc = excluded.value_enc, key_id = excluded.key_id, obtained_at = excluded.obtained_at,
                expires_at = excluded.expires_at, version = t.version + 1
            """;
    private static final String FIND = """
            SELECT version, value_enc,
                EXTRACT(epoch FROM now() - obtained_at)::float8 AS age,
                EXTRACT(epoch FROM expires_at - now())::float8 AS remaining,
                EXTRACT(epoch FROM now() - replaced_at)::float8 AS replaced
            FROM wechat_token WHERE app_id = $1 AND kind = $2 AND expires_at > now()
            """;
    private static final String RELEASE = """
            UPDATE wechat_token SET lease_owner = NULL, lease_until = NULL
            WHERE app_id = $1 AND kind = $2 AND lease_owner = $3
            """;

    private static final String REPLACED = """
            UPDATE wechat_token SET replaced_at = now()
            WHERE app_id = $1 AND kind = $2
            """;

    private WeChatTokenQueries() {}

    /** A row as it is now: whether the lease is the asker's, and the token, if there ever was one. */
    public record Found(boolean leased, @Nullable Stored stored) {}

    /**
     * A token at rest; {@code remaining} is negative when it ended, {@code replacedAgo} is how long ago another system
     * put one in the place of one of the row's, if it ever did.
     */
    public record Stored(
            long version,
            Buffer sealed,
            Duration age,
            Duration remaining,
            @Nullable Duration replacedAgo) {
        @Override
        public String toString() {
            return "Stored[" + version + "]";
        }
    }

    /** The app's token; with the lease if there is none newer than that version, or it ended, and nobody fetches it. */
    public static Future<Found> findOrLease(
            SqlClient client, AppId app, TokenKind kind, long version, UUID lease, Duration leaseLength) {
        return client.preparedQuery(FIND_OR_LEASE)
                .execute(Tuple.of(app.value(), kind.name(), version, lease).addValue(seconds(leaseLength)))
                .map(rows -> found(rows.iterator().next()));
    }

    /** Puts the next token in its place and ends the lease; empty when that was no longer held. */
    public static Future<Optional<Long>> store(
            SqlClient client, AppId app, TokenKind kind, UUID lease, Buffer sealed, String keyId, Duration life) {
        return client.preparedQuery(STORE)
                .execute(
                        Tuple.of(app.value(), kind.name(), lease, sealed, keyId).addValue(seconds(life)))
                .map(rows -> Rows.first(rows, row -> row.getLong("version")));
    }

    /** Puts in its place what WeChat gave without being asked. */
    public static Future<Void> keep(
            SqlClient client, AppId app, TokenKind kind, Buffer sealed, String keyId, Duration life) {
        return client.preparedQuery(KEEP)
                .execute(Tuple.of(app.value(), kind.name(), sealed, keyId).addValue(seconds(life)))
                .mapEmpty();
    }

    /** What is there and has not ended, whoever fetches the next. */
    public static Future<Optional<Stored>> find(SqlClient client, AppId app, TokenKind kind) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(app.value(), kind.name()))
                .map(rows -> Rows.first(rows, row -> stored(row, row.getBuffer("value_enc"))));
    }

    /** Gives the lease back, after the fetch failed, to whoever asks next. */
    public static Future<Void> release(SqlClient client, AppId app, TokenKind kind, UUID lease) {
        return client.preparedQuery(RELEASE)
                .execute(Tuple.of(app.value(), kind.name(), lease))
                .mapEmpty();
    }

    /** Remembers that another system replaced the row's token just now. */
    public static Future<Void> replaced(SqlClient client, AppId app, TokenKind kind) {
        return client.preparedQuery(REPLACED)
                .execute(Tuple.of(app.value(), kind.name()))
                .mapEmpty();
    }

    private static Found found(Row row) {
        Buffer sealed = row.getBuffer("value_enc");
        return new Found(row.getBoolean("leased"), sealed == null ? null : stored(row, sealed));
    }

    private static Stored stored(Row row, Buffer sealed) {
        Double replaced = row.getDouble("replaced");
        return new Stored(
                row.getLong("version"),
                sealed,
                duration(row.getDouble("age")),
                duration(row.getDouble("remaining")),
                replaced == null ? null : duration(replaced));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
