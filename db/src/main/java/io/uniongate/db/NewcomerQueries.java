package io.uniongate.db;

import static io.uniongate.db.Columns.ids;
import static io.uniongate.db.Columns.times;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The sign-in of people whom neither their openid nor their unionid tells: the first row of the table in
 * data-model.md "Sign-in", in one statement for all who came together.
 *
 * <p>Takes no lock but trusts the referee: whoever comes second violates a unique constraint, and is somebody known.
 */
public final class NewcomerQueries {
    // Two statements that meet the same people insert them in the same order, the referee's rows before any identity,
    // so that one of them waits and neither waits for the other: reading all of referee before linked begins says so.
    private static final String CREATE = """
            WITH asked AS (
                %s
            ), once AS (
                SELECT DISTINCT ON (app_id, openid) * FROM asked ORDER BY app_id, openid, ord
            ), strangers AS MATERIALIZED (
                SELECT DISTINCT ON (a.union_scope_id, a.unionid, CASE WHEN a.unionid IS NULL THEN a.ord END) a.*
                FROM once a
                WHERE NOT EXISTS (SELECT FROM identity i WHERE i.app_id = a.app_id AND i.openid = a.openid)
                    AND NOT EXISTS (SELECT FROM union_identity n
                        WHERE n.union_scope_id = a.union_scope_id AND n.unionid = a.unionid)
                ORDER BY a.union_scope_id, a.unionid, CASE WHEN a.unionid IS NULL THEN a.ord END, a.ord
            ), person AS (
                INSERT INTO users (id, created_at) SELECT sign_in_as, created_at FROM strangers
            ), referee AS (
                INSERT INTO union_identity (union_scope_id, unionid, user_id)
                SELECT union_scope_id, unionid, sign_in_as FROM strangers WHERE unionid IS NOT NULL
                ORDER BY union_scope_id, unionid
                RETURNING user_id
            ), linked AS (
                INSERT INTO identity (id, user_id, app_id, openid, union_scope_id, unionid, linked_at, linked_by)
                SELECT identity_id, sign_in_as, app_id, openid, union_scope_id, unionid, created_at, 'sign-in'
                FROM strangers WHERE (SELECT count(*) FROM referee) >= 0
                ORDER BY app_id, openid
            ), opened AS (
                INSERT INTO session (id, user_id, client_id, identity_id, scope, created_at, rotated_at,
                    idle_expires_at, absolute_expires_at, ip_prefix, user_agent)
                SELECT session_id, sign_in_as, client_id, identity_id, scope, opened_at, opened_at,
                    idle_expires_at, absolute_expires_at, ip_prefix, user_agent
                FROM strangers WHERE session_id IS NOT NULL
            ), kept AS (
                INSERT INTO wechat_session_key (identity_id, key_enc, key_id, obtained_at)
                SELECT identity_id, key_enc, key_id, obtained_at FROM strangers WHERE key_enc IS NOT NULL
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
                SELECT created_at, 'user.created', sign_in_as, app_id, 'user',
                    jsonb_build_object('identityId', identity_id) FROM strangers
                UNION ALL
                SELECT opened_at, 'session.opened', sign_in_as, NULL, 'user',
                    jsonb_build_object('sessionId', session_id) FROM strangers WHERE session_id IS NOT NULL
            )
            SELECT ord FROM strangers
            """.formatted(
                    OpeningColumns.ROWS.formatted(", $18::uuid[], $19::timestamptz[]", ", identity_id, created_at"));

    private NewcomerQueries() {}

    /**
     * Signs in those of whom nothing is known; who is known after all stays empty and unwritten. Fails as
     * {@link StorageFailure.Retryable} when somebody else was first with one of them.
     */
    public static Future<List<Optional<Opening.Opened>>> create(SqlClient client, List<Newcomer> newcomers) {
        return client.preparedQuery(CREATE).execute(parameters(newcomers)).map(rows -> created(rows, newcomers));
    }

    private static Tuple parameters(List<Newcomer> newcomers) {
        return OpeningColumns.of(newcomers.stream()
                        .map(one -> one.opening().as(one.user()))
                        .toList())
                .addValue(ids(newcomers, one -> one.identity().value()))
                .addValue(times(newcomers, Newcomer::createdAt));
    }

    private static List<Optional<Opening.Opened>> created(RowSet<Row> rows, List<Newcomer> newcomers) {
        List<Optional<Opening.Opened>> created =
                new ArrayList<>(Collections.nCopies(newcomers.size(), Optional.empty()));
        for (Row row : rows) {
            int place = row.getInteger("ord");
            created.set(place, Optional.of(newcomers.get(place).opened()));
        }
        return created;
    }
}
