package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

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
                SELECT $5, 'follow.changed', i.user_id, $1, 'wechat',
                    jsonb_build_object('identityId', i.id, 'follows', c.follows)
                FROM changed c JOIN identity i ON i.app_id = $1 AND i.openid = $2
                WHERE c.follows IS DISTINCT FROM (SELECT follows FROM before)
            )
            SELECT COALESCE((SELECT follows FROM changed), (SELECT follows FROM before), $3) AS follows
            """;
    private static final String FORGET = "DELETE FROM follower WHERE app_id = $1 AND openid = $2 AND changed_at <= $3";
    private static final String UNNAMED = """
            SELECT (SELECT union_scope_id IS DISTINCT FROM $3::smallint FROM identity
                WHERE app_id = $1 AND openid = $2) AS unnamed
            """;

    private FollowerQueries() {}

    /** Notes what WeChat said at that time, {@code follow.changed}; answers what is so by its newest word. */
    public static Future<Boolean> set(
            SqlClient client, AppId app, OpenId openId, boolean follows, Instant at, Instant now) {
        return client.preparedQuery(SET)
                .execute(Tuple.of(app.value(), openId.value(), follows, time(at), time(now)))
                .map(rows -> rows.iterator().next().getBoolean("follows"));
    }

    /** Keeps nothing of somebody who left and was never known here. */
    public static Future<Void> forget(SqlClient client, AppId app, OpenId openId, Instant at) {
        return client.preparedQuery(FORGET)
                .execute(Tuple.of(app.value(), openId.value(), time(at)))
                .mapEmpty();
    }

    /** Whether a known person's unionid of this scope is still unknown; nothing for somebody unknown. */
    public static Future<Optional<Boolean>> isUnnamed(SqlClient client, AppId app, OpenId openId, short scope) {
        return client.preparedQuery(UNNAMED)
                .execute(Tuple.of(app.value(), openId.value(), scope))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getBoolean("unnamed")));
    }
}
