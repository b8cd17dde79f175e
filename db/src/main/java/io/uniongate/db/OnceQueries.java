package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims on work that must happen once, and its results, for all nodes. */
public final class OnceQueries {
    // The no-op update makes an existing row come back in the same statement, whoever holds it.
    private static final String CLAIM = """
            INSERT INTO once_only AS o (hash, holder, lease, lease_until, expires_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (hash) DO UPDATE
            SET lease = CASE WHEN o.result_enc IS NULL AND o.lease_until < $6 AND o.holder = $2 THEN $3 ELSE o.lease END,
                lease_until = CASE WHEN o.result_enc IS NULL AND o.lease_until < $6 AND o.holder = $2
                    THEN $4 ELSE o.lease_until END
            RETURNING holder, lease, expires_at, result_enc
            """;
    private static final String FINISH = "UPDATE once_only SET result_enc = $3 WHERE hash = $1 AND lease = $2";
    private static final String RELEASE = "DELETE FROM once_only WHERE hash = $1 AND lease = $2 AND result_enc IS NULL";

    private OnceQueries() {}

    /** Whose work it is, until when it counts, and what came of it, if it is done. */
    public record Claim(
            Buffer holder,
            UUID lease,
            Instant expiresAt,
            @Nullable Buffer result) {
        @Override
        public String toString() {
            return "Claim[" + lease + "]";
        }
    }

    /** Claims the work under this lease, unless it is claimed or done; answers the claim that holds now. */
    public static Future<Claim> claim(
            SqlClient client,
            Buffer hash,
            Buffer holder,
            UUID lease,
            Instant now,
            Instant leaseUntil,
            Instant expiresAt) {
        return client.preparedQuery(CLAIM)
                .execute(Tuple.of(hash, holder, lease, time(leaseUntil), time(expiresAt), time(now)))
                .map(rows -> claim(rows.iterator().next()));
    }

    public static Future<Void> finish(SqlClient client, Buffer hash, UUID lease, Buffer result) {
        return client.preparedQuery(FINISH)
                .execute(Tuple.of(hash, lease, result))
                .mapEmpty();
    }

    /** Gives the work back, after it failed, to whoever asks next. */
    public static Future<Void> release(SqlClient client, Buffer hash, UUID lease) {
        return client.preparedQuery(RELEASE).execute(Tuple.of(hash, lease)).mapEmpty();
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getBuffer("holder"),
                row.getUUID("lease"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getBuffer("result_enc"));
    }
}
