package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Removes what ran out: nothing here decides whether something is still valid, only how long it is kept. */
public final class HousekeepingQueries {
    private static final List<String> EXPIRED = List.of(
            "DELETE FROM login_transaction WHERE expires_at < $1",
            "DELETE FROM pending_registration WHERE expires_at < $1",
            "DELETE FROM once_only WHERE expires_at < $1",
            "DELETE FROM authorization_code WHERE expires_at < $1");

    private HousekeepingQueries() {}

    /** Removes what expired before the given time. */
    public static Future<Void> removeExpired(SqlClient client, Instant before) {
        Future<?> removed = Future.succeededFuture();
        for (String statement : EXPIRED) {
            removed = removed.compose(done -> client.preparedQuery(statement).execute(Tuple.of(time(before))));
        }
        return removed.mapEmpty();
    }
}
