package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Removes what ran out: nothing here decides whether something is still valid, only how long it is kept. */
public final class HousekeepingQueries {
    /** Few enough to be gone within any deadline, however many there are. */
    static final int PORTION = 1000;

    // What another node is about to remove is left to it.
    private static final String EXPIRED = """
            DELETE FROM %1$s WHERE %2$s IN (SELECT %2$s FROM %1$s
                WHERE expires_at < $1 ORDER BY expires_at LIMIT %3$d FOR UPDATE SKIP LOCKED)
            """;
    private static final List<String> REMOVALS = List.of(
            EXPIRED.formatted("login_transaction", "state_hash", PORTION),
            EXPIRED.formatted("pending_registration", "hash", PORTION),
            EXPIRED.formatted("once_only", "hash", PORTION),
            EXPIRED.formatted("authorization_code", "hash", PORTION),
            EXPIRED.formatted("push", "key_hash", PORTION));

    private HousekeepingQueries() {}

    /** Removes some of what expired before the given time; tells whether there may be more. */
    public static Future<Boolean> removeExpired(SqlClient client, Instant before) {
        Future<Boolean> more = Future.succeededFuture(false);
        for (String removal : REMOVALS) {
            more = more.compose(sofar -> remove(client, removal, before).map(full -> sofar || full));
        }
        return more;
    }

    private static Future<Boolean> remove(SqlClient client, String removal, Instant before) {
        return client.preparedQuery(removal)
                .execute(Tuple.of(time(before)))
                .map(removed -> removed.rowCount() == PORTION);
    }
}
