package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** How far commands have come that work through very many people. */
public final class BulkJobQueries {
    private static final String BEGIN = """
            INSERT INTO bulk_job (kind, subject, position, counts, started_at, updated_at)
            VALUES ($1, $2, '{}', '{}', $3, $3) ON CONFLICT (kind, subject) DO NOTHING
            """;
    private static final String RESTART = """
            INSERT INTO bulk_job (kind, subject, position, counts, started_at, updated_at)
            VALUES ($1, $2, '{}', '{}', $3, $3)
            ON CONFLICT (kind, subject) DO UPDATE
            SET position = '{}', counts = '{}', started_at = $3, updated_at = $3, finished_at = NULL
            """;
    private static final String FIND =
            "SELECT position, counts, finished_at FROM bulk_job WHERE kind = $1 AND subject = $2";
    private static final String ADVANCE = """
            UPDATE bulk_job SET position = $4, counts = $5, updated_at = $6::timestamptz,
                finished_at = CASE WHEN $7::boolean THEN $6::timestamptz END
            WHERE kind = $1 AND subject = $2 AND position = $3 AND finished_at IS NULL
            """;

    private BulkJobQueries() {}

    /** What is done, and on what: an import is one file, a backfill one app. */
    public record Job(String kind, String subject) {}

    /** Empty where nothing has been done yet. */
    public record Progress(JsonObject position, JsonObject counts, boolean finished) {
        public static Progress none() {
            return new Progress(new JsonObject(), new JsonObject(), false);
        }
    }

    /** Where this job stands; one that is not known begins. */
    public static Future<Progress> begin(SqlClient client, Job job, Instant now) {
        return client.preparedQuery(BEGIN)
                .execute(Tuple.of(job.kind(), job.subject(), time(now)))
                .compose(begun -> client.preparedQuery(FIND).execute(Tuple.of(job.kind(), job.subject())))
                .map(rows -> progress(rows.iterator().next()));
    }

    /** Forgets where this job stood. */
    public static Future<Progress> restart(SqlClient client, Job job, Instant now) {
        return client.preparedQuery(RESTART)
                .execute(Tuple.of(job.kind(), job.subject(), time(now)))
                .map(Progress.none());
    }

    /** Moves on from where the caller stood; false when somebody else has moved it meanwhile. */
    public static Future<Boolean> advance(SqlClient tx, Job job, Progress from, Progress to, Instant now) {
        return tx.preparedQuery(ADVANCE)
                .execute(Tuple.of(job.kind(), job.subject(), from.position(), to.position(), to.counts(), time(now))
                        .addValue(to.finished()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Progress progress(Row row) {
        return new Progress(
                row.getJsonObject("position"),
                row.getJsonObject("counts"),
                row.getOffsetDateTime("finished_at") != null);
    }
}
