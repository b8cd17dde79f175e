package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** QR codes of logins, and who scanned them. */
public final class ScanQueries {
    /** Where a scan is announced, with the ticket's id. */
    public static final String CONFIRMED_CHANNEL = "scan_confirmed";

    // No ticket outlives the login that it is for.
    private static final String ISSUE = """
            INSERT INTO scan_ticket (scene_hash, id, state_hash, app_id, expires_at)
            SELECT $1, $2, state_hash, $4, least(expires_at, $5) FROM login_transaction WHERE state_hash = $3
            RETURNING expires_at
            """;
    private static final String COUNT = "SELECT count(*) AS issued FROM scan_ticket WHERE state_hash = $1";
    // The notification is sent with the commit, so no page learns of a scan that did not happen.
    private static final String CONFIRM = """
            WITH confirmed AS (
                UPDATE scan_ticket SET openid = $3, confirmed_at = $4
                WHERE scene_hash = $1 AND app_id = $2 AND confirmed_at IS NULL AND used_at IS NULL AND expires_at > $4
                RETURNING id
            )
            SELECT pg_notify('scan_confirmed', id::text) FROM confirmed
            """;
    private static final String LOOK = """
            SELECT COALESCE(bool_or(s.openid IS NOT NULL), false) AND t.expires_at > $3 AS confirmed,
                COALESCE(bool_or(s.confirmed_at IS NULL AND s.used_at IS NULL AND s.expires_at > $3), false) AS waiting
            FROM login_transaction t LEFT JOIN scan_ticket s ON s.state_hash = t.state_hash
            WHERE t.state_hash = $1 AND t.browser_hash = $2 GROUP BY t.state_hash
            """;
    private static final String FIND = """
            SELECT id, app_id, openid FROM scan_ticket WHERE state_hash = $1 AND openid IS NOT NULL
            ORDER BY confirmed_at, id LIMIT 1
            """;
    private static final String USE =
            "UPDATE scan_ticket SET used_at = $2, openid = NULL WHERE state_hash = $1 AND used_at IS NULL";

    private ScanQueries() {}

    /** How many codes this login has had. */
    public static Future<Long> count(SqlClient client, Buffer stateHash) {
        return client.preparedQuery(COUNT)
                .execute(Tuple.of(stateHash))
                .map(rows -> rows.iterator().next().getLong("issued"));
    }

    /** Remembers a code for a login; answers until when it counts, nothing if the login is gone. */
    public static Future<Optional<Instant>> issue(
            SqlClient client, Buffer sceneHash, UUID id, Buffer stateHash, AppId app, Instant expiresAt) {
        return client.preparedQuery(ISSUE)
                .execute(Tuple.of(sceneHash, id, stateHash, app.value(), time(expiresAt)))
                .map(rows -> Rows.first(
                        rows, row -> row.getOffsetDateTime("expires_at").toInstant()));
    }

    /** Notes who scanned, once, and announces it; a scene that is unknown or too old is nobody's. */
    public static Future<Void> confirm(SqlClient client, Buffer sceneHash, AppId app, OpenId openId, Instant now) {
        return client.preparedQuery(CONFIRM)
                .execute(Tuple.of(sceneHash, app.value(), openId.value(), time(now)))
                .mapEmpty();
    }

    /** Whether somebody scanned, or may still. */
    public record Standing(boolean confirmed, boolean waiting) {}

    /** How the codes of a login stand; nothing unless it is this browser's. */
    public static Future<Optional<Standing>> look(SqlClient client, Buffer stateHash, Buffer browserHash, Instant now) {
        return client.preparedQuery(LOOK)
                .execute(Tuple.of(stateHash, browserHash, time(now)))
                .map(rows ->
                        Rows.first(rows, row -> new Standing(row.getBoolean("confirmed"), row.getBoolean("waiting"))));
    }

    /** A scan that waits to be used. */
    public record Scan(UUID id, AppId app, OpenId openId) {}

    public static Future<Optional<Scan>> find(SqlClient client, Buffer stateHash) {
        return client.preparedQuery(FIND).execute(Tuple.of(stateHash)).map(rows -> Rows.first(rows, ScanQueries::scan));
    }

    /** Ends all codes of a login that has been used and forgets who scanned. */
    public static Future<Void> use(SqlClient client, Buffer stateHash, Instant now) {
        return client.preparedQuery(USE).execute(Tuple.of(stateHash, time(now))).mapEmpty();
    }

    private static Scan scan(Row row) {
        return new Scan(row.getUUID("id"), new AppId(row.getString("app_id")), new OpenId(row.getString("openid")));
    }
}
