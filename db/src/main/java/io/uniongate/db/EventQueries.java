package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Events that stand alone; those that tell of a change are written by the statement that makes it. */
public final class EventQueries {
    private static final String TELL =
            "INSERT INTO event (occurred_at, type, user_id, app_id, actor, data) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String ENSURE_PARTITIONS =
            "SELECT ensure_event_partition(($1::date + make_interval(months => ahead))::date) FROM generate_series(0, 2) AS ahead";

    private EventQueries() {}

    public static Future<Void> tell(
            SqlClient client, Instant now, String type, @Nullable UserId user, AppId app, JsonObject data) {
        return client.preparedQuery(TELL)
                .execute(Tuple.of(time(now), type, user == null ? null : user.value(), app.value(), "user", data))
                .mapEmpty();
    }

    /** Makes this month's partition and the next two. */
    public static Future<Void> ensurePartitions(SqlClient client, Instant now) {
        return client.preparedQuery(ENSURE_PARTITIONS)
                .execute(Tuple.of(LocalDate.ofInstant(now, ZoneOffset.UTC)))
                .mapEmpty();
    }
}
