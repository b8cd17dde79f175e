package io.uniongate.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** How many connections Postgres lets our role have (PostgreSQL manual, 19.3.1 and 22.2 "Role Attributes"). */
public final class ConnectionQueries {
    /**
     * Superusers are under no limit but the first. Of a session of somebody else Postgres may hide what kind it is;
     * those that are no client's mostly have no user either. Behind parameter 1 are the connections that ask this.
     */
    private static final String LIMITS = """
            WITH me AS (
                SELECT oid, rolsuper, rolconnlimit FROM pg_roles WHERE rolname = session_user
            ), busy AS (
                SELECT datid, usesysid FROM pg_stat_activity
                WHERE usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'
                    AND (usename, application_name) IS DISTINCT FROM (session_user, $1)
            )
            SELECT 'max_connections' AS setting, current_setting('max_connections')::int - CASE WHEN rolsuper THEN 0
                    ELSE current_setting('superuser_reserved_connections')::int
                        + coalesce(current_setting('reserved_connections', true)::int, 0) END AS allowed,
                (SELECT count(*) FROM busy) AS taken
            FROM me
            UNION ALL
            SELECT format('ALTER ROLE %I CONNECTION LIMIT', session_user), rolconnlimit,
                (SELECT count(*) FROM busy WHERE usesysid = me.oid)
            FROM me WHERE rolconnlimit >= 0 AND NOT rolsuper
            UNION ALL
            SELECT format('ALTER DATABASE %I CONNECTION LIMIT', datname), datconnlimit,
                (SELECT count(*) FROM busy WHERE datid = d.oid)
            FROM me, pg_database d WHERE datname = current_database() AND datconnlimit >= 0 AND NOT rolsuper
            """;

    private ConnectionQueries() {}

    /** What one setting of Postgres leaves our role, and how many of those others have now. */
    public record Limit(String setting, int allowed, int taken) {
        public int free() {
            return allowed - taken;
        }
    }

    /** All that apply to our role; at least one does. */
    public static Future<List<Limit>> limits(SqlClient client) {
        return client.preparedQuery(LIMITS)
                .execute(Tuple.of(Database.INSPECTION_NAME))
                .map(rows -> Rows.list(rows, ConnectionQueries::limit));
    }

    private static Limit limit(Row row) {
        return new Limit(row.getString("setting"), row.getInteger("allowed"), row.getInteger("taken"));
    }
}
