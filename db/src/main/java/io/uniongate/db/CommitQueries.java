package io.uniongate.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;

/** Whether Postgres keeps what it confirmed, and a commit to measure that by. */
public final class CommitQueries {
    private static final String SAFETY = """
            SELECT current_setting('transaction_read_only')::bool AS read_only,
                current_setting('synchronous_commit') = 'off' AS unawaited,
                current_setting('fsync')::bool AS flushed
            """;

    /** Goes to the log and to no table; the commit waits for it, as one of a transaction that wrote no log would not. */
    private static final String WRITE = "SELECT pg_logical_emit_message(true, 'uniongate', '')";

    private static final String NOTHING = "SELECT 1";

    private CommitQueries() {}

    /** Whether writes are taken at all, whether a commit does not wait for them, and whether they reach the disk. */
    public record Safety(boolean readOnly, boolean unawaited, boolean flushed) {}

    public static Future<Safety> safety(SqlClient client) {
        return client.query(SAFETY).execute().map(rows -> safety(rows.iterator().next()));
    }

    /** What a transaction takes that has nothing to commit. */
    public static Future<Void> nothing(SqlClient client) {
        return client.query(NOTHING).execute().mapEmpty();
    }

    /** Something to commit that leaves no trace. */
    public static Future<Void> write(SqlClient client) {
        return client.query(WRITE).execute().mapEmpty();
    }

    private static Safety safety(Row row) {
        return new Safety(row.getBoolean("read_only"), row.getBoolean("unawaited"), row.getBoolean("flushed"));
    }
}
