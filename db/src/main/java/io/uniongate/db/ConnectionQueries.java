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
     * those that are no client's mostly have no user either. Parameter 1 names the connections of servers, parameter 2
     * those of whoever asks this. Before Postgres 16 nothing is reserved for a role that Postgres does not have yet.
     */
    private static final String LIMITS = """
            WITH me AS (
                SELECT oid, rolsuper, rolconnlimit,
                    CASE WHEN rolsuper THEN 0 ELSE current_setting('superuser_reserved_connections')::int END
                    + CASE WHEN rolsuper OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'pg_use_reserved_connections'
                            AND pg_has_role(session_user, r.oid, 'USAGE')) THEN 0
                        ELSE coalesce(current_setting('reserved_connections', true)::int, 0) END AS reserved
                FROM pg_roles WHERE rolname = session_user
            ), busy AS (
                SELECT datid, usesysid FROM pg_stat_activity
                WHERE usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'
                    AND NOT coalesce(usename = session_user AND application_name = ANY ($2), false)
            ), allowed AS (
                SELECT 'max_connections' AS setting, current_setting('max_connections')::int - reserved AS allowed,
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
            )
            SELECT setting, allowed, taken, (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                    AND (usename, application_name) = (session_user, $1)) AS serving
            FROM allowed
            """;

    /** What else the process that asks has open, or had a moment ago. */
    private static final String[] OUR_OWN = {Database.INSPECTION_NAME, PostgresUrl.SETUP_NAME};

    private ConnectionQueries() {}

    /** What one setting of Postgres leaves our role, and how many of those others have now. */
    public record Limit(String setting, int allowed, int taken) {
        public int free() {
            return allowed - taken;
        }
    }

    /** All limits that apply to our role, which is at least one, and how many connections its servers have already. */
    public record Room(List<Limit> limits, int serving) {
        public Room {
            limits = List.copyOf(limits);
        }
    }

    public static Future<Room> room(SqlClient client) {
        return client.preparedQuery(LIMITS)
                .execute(Tuple.of(PostgresUrl.APPLICATION_NAME).addValue(OUR_OWN))
                .map(rows -> new Room(
                        Rows.list(rows, ConnectionQueries::limit),
                        Rows.first(rows, row -> row.getInteger("serving")).orElse(0)));
    }

    private static Limit limit(Row row) {
        return new Limit(row.getString("setting"), row.getInteger("allowed"), row.getInteger("taken"));
    }
}
