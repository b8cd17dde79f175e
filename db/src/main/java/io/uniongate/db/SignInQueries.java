package io.uniongate.db;

import io.uniongate.contract.IdentityId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The fast path of a sign-in: everything a known person's login does, in one statement for all who came together. */
public final class SignInQueries {
    // Users are locked in id order and before any row they own, as everywhere (data-model.md "Sign-in"): the sort
    // below present drains into the lock, and the sort below kept waits until every session is in.
    private static final String OPEN =
            """
            WITH asked AS (
                %s
            ), found AS MATERIALIZED (
                SELECT a.*, i.id AS identity_id, COALESCE(a.sign_in_as, i.user_id) AS user_id
                FROM asked a JOIN identity i ON i.app_id = a.app_id AND i.openid = a.openid
                WHERE a.sign_in_as IS NOT NULL OR a.unionid IS NULL
                    OR (i.union_scope_id = a.union_scope_id AND i.unionid = a.unionid)
            ), present AS MATERIALIZED (
                SELECT id, created_at FROM users
                WHERE id IN (SELECT user_id FROM found) AND status = 'ACTIVE'
                ORDER BY id FOR SHARE
            ), opened AS (
                INSERT INTO session (id, user_id, client_id, identity_id, scope, created_at, rotated_at,
                    idle_expires_at, absolute_expires_at, ip_prefix, user_agent)
                SELECT f.session_id, f.user_id, f.client_id, f.identity_id, f.scope, f.opened_at, f.opened_at,
                    f.idle_expires_at, f.absolute_expires_at, f.ip_prefix, f.user_agent
                FROM present u JOIN found f ON f.user_id = u.id WHERE f.session_id IS NOT NULL
                RETURNING id, user_id, client_id, identity_id, created_at
            ), kept AS (
                INSERT INTO wechat_session_key AS k (identity_id, key_enc, key_id, obtained_at)
                SELECT DISTINCT ON (f.identity_id) f.identity_id, f.key_enc, f.key_id, f.obtained_at
                FROM present u JOIN found f ON f.user_id = u.id WHERE f.key_enc IS NOT NULL
                ORDER BY f.identity_id, f.obtained_at DESC
                ON CONFLICT (identity_id) DO UPDATE
                SET key_enc = excluded.key_enc, key_id = excluded.key_id, obtained_at = excluded.obtained_at
                WHERE k.obtained_at < excluded.obtained_at
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, actor, data)
                SELECT o.created_at, 'session.opened', o.user_id, 'user', jsonb_build_object('sessionId', o.id)
                FROM opened o
            )
            SELECT f.ord, f.identity_id, %s
            FROM found f JOIN present u ON u.id = f.user_id
            %s
            """.formatted(OpeningColumns.ROWS.formatted("", ""), Account.COLUMNS, Account.JOINS);

    private SignInQueries() {}

    /** Signs in those whom the database knows as WeChat named them; the others stay empty and unwritten. */
    public static Future<List<Optional<Opening.Opened>>> open(SqlClient client, List<Opening> openings) {
        return client.preparedQuery(OPEN)
                .execute(OpeningColumns.of(openings))
                .map(rows -> inOrder(rows, openings.size()));
    }

    private static List<Optional<Opening.Opened>> inOrder(RowSet<Row> rows, int size) {
        List<Optional<Opening.Opened>> opened = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
        for (Row row : rows) {
            IdentityId identity = new IdentityId(row.getUUID("identity_id"));
            opened.set(row.getInteger("ord"), Optional.of(new Opening.Opened(Account.of(row), identity)));
        }
        return opened;
    }
}
