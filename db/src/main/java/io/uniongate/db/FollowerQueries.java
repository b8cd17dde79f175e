package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Who follows an official account, and whose unionid could be learned from that. */
public final class FollowerQueries {
    // An older word of WeChat never replaces a newer one, in whichever order they arrive.
    private static final String SET = """
            WITH before AS (
                SELECT follows FROM follower WHERE app_id = $1 AND openid = $2
            ), changed AS (
                INSERT INTO follower AS f (app_id, openid, follows, changed_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (app_id, openid) DO UPDATE
                SET follows = excluded.follows, changed_at = excluded.changed_at
                WHERE f.changed_at <= excluded.changed_at
                RETURNING follows
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
                SELECT $5, 'follow.changed', (SELECT user_id FROM identity WHERE app_id = $1 AND openid = $2), $1,
                    'wechat', jsonb_build_object('follows', follows)
                FROM changed WHERE follows IS DISTINCT FROM (SELECT follows FROM before)
            )
            SELECT FROM changed
            """;
    private static final String UNNAMED = """
            SELECT WHERE NOT EXISTS (SELECT FROM identity
                WHERE app_id = $1 AND openid = $2 AND union_scope_id = $3 AND unionid IS NOT NULL)
            """;

    private FollowerQueries() {}

    /** Notes what WeChat said at that time, {@code follow.changed}; tells whether nothing newer is known. */
    public static Future<Boolean> set(
            SqlClient client, AppId app, OpenId openId, boolean follows, Instant at, Instant now) {
        return client.preparedQuery(SET)
                .execute(Tuple.of(app.value(), openId.value(), follows, time(at), time(now)))
                .map(rows -> rows.size() == 1);
    }

    /** Whether nobody has told this person's unionid of this scope yet. */
    public static Future<Boolean> isUnnamed(SqlClient client, AppId app, OpenId openId, short scope) {
        return client.preparedQuery(UNNAMED)
                .execute(Tuple.of(app.value(), openId.value(), scope))
                .map(rows -> rows.size() == 1);
    }
}
