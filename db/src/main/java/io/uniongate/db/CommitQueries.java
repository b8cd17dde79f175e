package io.uniongate.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;

/** Whether Postgres keeps what it confirmed, and a commit to measure that by. */
public final class CommitQueries {
    private static final String SAFETY = """
            SELECT current_setting('transaction_read_only')::bool AS read_only,
                current_setting('synchronous_commit') = 'off' AS unawaited,
                ARRAY(SELECT name FROM unnest(ARRAY['fsync', 'full_page_writes']) AS name
                    WHERE NOT current_setting(name)::bool) AS off
            """;

    /** Writes to the log and to no table, for which the commit waits; a transaction that wrote no log waits for nothing. */
    private static final String COMMIT = "SELECT pg_logical_emit_message(true, 'uniongate', '')";

    private CommitQueries() {}

    /** Whether writes are taken at all, whether a commit waits for the disk, and what that needs and is switched off. */
    public record Safety(boolean readOnly, boolean unawaited, List<String> off) {}

    public static Future<Safety> safety(SqlClient client) {
        return client.query(SAFETY).execute().map(rows -> safety(rows.iterator().next()));
    }

    /** A commit that leaves no trace. */
    public static Future<Void> commit(SqlClient client) {
        return client.query(COMMIT).execute().mapEmpty();
    }

    private static Safety safety(Row row) {
        return new Safety(
                row.getBoolean("read_only"), row.getBoolean("unawaited"), List.of(row.getArrayOfStrings("off")));
    }
}
