package io.uniongate.db;

import static io.uniongate.db.Columns.ids;
import static io.uniongate.db.Columns.integers;
import static io.uniongate.db.Columns.texts;
import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions: opened, refreshed, listed, ended. */
public final class SessionQueries {
    /** Where the end of a session is announced, with its id. */
    public static final String ENDED_CHANNEL = "session_ended";

    private static final String ENDED = "session.ended";
    private static final String OPEN = """
            WITH present AS (
                SELECT id FROM users WHERE id = $2 AND status = 'ACTIVE' FOR SHARE
            ), opened AS (
                INSERT INTO session AS s (id, user_id, client_id, identity_id, scope, created_at, rotated_at,
                    idle_expires_at, absolute_expires_at, ip_prefix, user_agent)
                SELECT $1, id, $3, $4, $5, $6, $6, $7, $8, $9, $10 FROM present
                RETURNING s.*
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, actor, data)
                SELECT created_at, 'session.opened', user_id, 'user', jsonb_build_object('sessionId', id) FROM opened
            )
            SELECT %s FROM opened s
            """.formatted(SessionRow.COLUMNS);

    // The rows are locked in id order first, so that two nodes with the same sessions in hand cannot deadlock; the
    // update itself changes no indexed column and stays heap-only.
    private static final String REFRESH = """
            WITH asked AS (
                SELECT * FROM unnest($1::int[], $2::uuid[], $3::int[], $4::text[]) AS t (ord, id, counter, client_id)
            ), due AS MATERIALIZED (
                SELECT s.id FROM session s JOIN asked a ON a.id = s.id
                WHERE s.refresh_counter = a.counter AND s.client_id = a.client_id AND s.revoked_at IS NULL
                    AND s.idle_expires_at > $5 AND s.absolute_expires_at > $5
                ORDER BY s.id FOR NO KEY UPDATE OF s
            ), turned AS (
                UPDATE session s
                SET refresh_counter = s.refresh_counter + 1, rotated_at = $5, idle_expires_at = $6
                FROM due WHERE s.id = due.id
                RETURNING %s
            )
            SELECT a.ord, t.* FROM asked a JOIN turned t
                ON t.id = a.id AND t.refresh_counter = a.counter + 1 AND t.client_id = a.client_id
            """.formatted(SessionRow.COLUMNS);
    private static final String FIND = "SELECT " + SessionRow.COLUMNS + " FROM session s WHERE s.id = $1";
    private static final String OF_COOKIE = """
            UPDATE session s SET rotated_at = $2, idle_expires_at = $3
            WHERE s.id = $1 AND s.revoked_at IS NULL AND s.idle_expires_at > $2 AND s.absolute_expires_at > $2
                AND s.rotated_at < $4
            """;
    private static final String LIVE = """
            SELECT %s, s.ip_prefix, s.user_agent, i.app_id
            FROM session s LEFT JOIN identity i ON i.id = s.identity_id
            WHERE s.user_id = $1 AND s.revoked_at IS NULL AND s.idle_expires_at > $2 AND s.absolute_expires_at > $2
            ORDER BY s.created_at DESC, s.id
            """.formatted(SessionRow.COLUMNS);
    // The notification is sent with the commit, so no node learns of an end that did not happen.
    private static final String END = """
            WITH due AS MATERIALIZED (
                SELECT id FROM session WHERE %s AND revoked_at IS NULL ORDER BY id FOR NO KEY UPDATE
            ), ended AS (
                UPDATE session s SET revoked_at = $1, revoke_reason = $2
                FROM due WHERE s.id = due.id RETURNING s.id, s.user_id
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, actor, data)
                SELECT $1, $3, user_id, 'user', jsonb_build_object('sessionId', id, 'reason', $2::text) FROM ended
            )
            SELECT id, pg_notify('session_ended', id::text) FROM ended
            """;
    private static final String END_ONE = END.formatted("id = $4");
    private static final String END_OWN = END.formatted("id = $4 AND user_id = $5");
    private static final String END_OF_IDENTITY = END.formatted("user_id = $4 AND identity_id = $5");
    private static final String END_ALL = END.formatted("user_id = $4");

    private SessionQueries() {}

    /** Opens a session, unless the user is no longer active. */
    public static Future<Optional<SessionRow>> open(
            SqlClient client, NewSession session, UserId user, IdentityId identity) {
        return client.preparedQuery(OPEN)
                .execute(Tuple.of(
                                session.id().value(),
                                user.value(),
                                session.client().value(),
                                identity.value())
                        .addValue(session.scope().toString())
                        .addValue(time(session.openedAt()))
                        .addValue(time(session.idleExpiresAt()))
                        .addValue(time(session.absoluteExpiresAt()))
                        .addValue(session.ipPrefix())
                        .addValue(session.userAgent()))
                .map(rows -> Rows.first(rows, SessionRow::of));
    }

    /** A refresh about to happen: only if the counter is the current one. */
    public record Turn(SessionId session, int counter, ClientId client) {}

    /** Turns the counters of those sessions that are live and where the token's counter is the current one. */
    public static Future<List<Optional<SessionRow>>> refresh(
            SqlClient client, List<Turn> turns, Instant now, Instant idleExpiresAt) {
        Integer[] order = new Integer[turns.size()];
        java.util.Arrays.setAll(order, i -> i);
        return client.preparedQuery(REFRESH)
                .execute(Tuple.tuple()
                        .addValue(order)
                        .addValue(ids(turns, turn -> turn.session().value()))
                        .addValue(integers(turns, Turn::counter))
                        .addValue(texts(turns, Turn::client))
                        .addValue(time(now))
                        .addValue(time(idleExpiresAt)))
                .map(rows -> inOrder(rows, turns.size()));
    }

    public static Future<Optional<SessionRow>> find(SqlClient client, SessionId session) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(session.value()))
                .map(rows -> Rows.first(rows, SessionRow::of));
    }

    /** Keeps a cookie's session alive; one that was used after {@code usedBefore} is left alone, to spare the write. */
    public static Future<Void> keepAlive(
            SqlClient client, SessionId session, Instant now, Instant idleExpiresAt, Instant usedBefore) {
        return client.preparedQuery(OF_COOKIE)
                .execute(Tuple.of(session.value(), time(now), time(idleExpiresAt), time(usedBefore)))
                .mapEmpty();
    }

    /** A live session and where it came from. */
    public record Live(
            SessionRow session,
            @Nullable AppId app,
            @Nullable String ipPrefix,
            @Nullable String userAgent) {}

    public static Future<List<Live>> live(SqlClient client, UserId user, Instant now) {
        return client.preparedQuery(LIVE)
                .execute(Tuple.of(user.value(), time(now)))
                .map(rows -> Rows.list(rows, SessionQueries::live));
    }

    /** Ends a session, whoever's it is; tells whether there was one to end. */
    public static Future<Boolean> end(SqlClient client, SessionId session, String type, String reason, Instant now) {
        return ended(client, END_ONE, Tuple.of(time(now), reason, type, session.value()));
    }

    /** Ends a session of this user; tells whether there was one to end. */
    public static Future<Boolean> endOwn(SqlClient client, UserId user, SessionId session, String reason, Instant now) {
        return ended(client, END_OWN, Tuple.of(time(now), reason, ENDED, session.value(), user.value()));
    }

    /** Ends what was signed in through one identity; tells whether there was anything to end. */
    public static Future<Boolean> endOfIdentity(
            SqlClient client, UserId user, IdentityId identity, String reason, Instant now) {
        return ended(client, END_OF_IDENTITY, Tuple.of(time(now), reason, ENDED, user.value(), identity.value()));
    }

    public static Future<Boolean> endAll(SqlClient client, UserId user, String reason, Instant now) {
        return ended(client, END_ALL, Tuple.of(time(now), reason, ENDED, user.value()));
    }

    private static Future<Boolean> ended(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement).execute(parameters).map(rows -> rows.size() > 0);
    }

    private static Live live(Row row) {
        String app = row.getString("app_id");
        return new Live(
                SessionRow.of(row),
                app == null ? null : new AppId(app),
                row.getString("ip_prefix"),
                row.getString("user_agent"));
    }

    private static List<Optional<SessionRow>> inOrder(RowSet<Row> rows, int size) {
        List<Optional<SessionRow>> turned = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
        for (Row row : rows) {
            turned.set(row.getInteger("ord"), Optional.of(SessionRow.of(row)));
        }
        return turned;
    }
}
