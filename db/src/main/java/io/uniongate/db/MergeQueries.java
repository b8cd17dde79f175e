package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes one account of two; both users are locked by the caller, and only rows they own are written. */
public final class MergeQueries {
    private static final String RECORD = """
            WITH settled AS (
                DELETE FROM account_merge WHERE state = 'PENDING' AND (winner, loser) IN (($2, $3), ($3, $2))
            )
            INSERT INTO account_merge (id, winner, loser, reason, actor, state, applied_at, undo_until, created_at)
            VALUES ($1, $2, $3, $4, $5, 'APPLIED', $6, $7, $6)
            """;
    private static final String PEND = """
            WITH recorded AS (
                INSERT INTO account_merge (id, winner, loser, reason, actor, state, created_at)
                VALUES ($1, $2, $3, $4, 'wechat', 'PENDING', $5)
                ON CONFLICT (winner, loser) WHERE state = 'PENDING' DO NOTHING
                RETURNING id
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            SELECT $5, 'merge.pending', $2, $6, 'wechat',
                jsonb_build_object('mergeId', id, 'winner', $2::uuid, 'loser', $3::uuid)
            FROM recorded
            """;

    /** What moves, each noting where it was; the order is that of the foreign keys. */
    private static final List<String> MOVES = List.of(
            // Cascades to the identities that know their unionid.
            """
            WITH moved AS (
                UPDATE union_identity SET user_id = $2 WHERE user_id = $3 RETURNING union_scope_id, unionid
            )
            INSERT INTO account_merge_item (merge_id, kind, ref_id, before)
            SELECT $1, 'union_identity', union_scope_id || ':' || unionid, jsonb_build_object('user_id', $3::uuid)
            FROM moved
            """,
            """
            WITH moved AS (UPDATE identity SET user_id = $2 WHERE user_id = $3 RETURNING id)
            INSERT INTO account_merge_item (merge_id, kind, ref_id, before)
            SELECT $1, 'identity', id::text, jsonb_build_object('user_id', $3::uuid) FROM moved
            """,
            """
            WITH moved AS (UPDATE contact SET user_id = $2 WHERE user_id = $3 RETURNING id)
            INSERT INTO account_merge_item (merge_id, kind, ref_id, before)
            SELECT $1, 'contact', id::text, jsonb_build_object('user_id', $3::uuid) FROM moved
            """,
            // In id order, as a refresh locks them.
            """
            WITH due AS MATERIALIZED (
                SELECT id FROM session WHERE user_id = $3 ORDER BY id FOR NO KEY UPDATE
            ), moved AS (
                UPDATE session SET user_id = $2 FROM due WHERE session.id = due.id RETURNING session.id
            )
            INSERT INTO account_merge_item (merge_id, kind, ref_id, before)
            SELECT $1, 'session', id::text, jsonb_build_object('user_id', $3::uuid) FROM moved
            """,
            """
            WITH kept AS (
                INSERT INTO account_merge_item (merge_id, kind, ref_id, before)
                SELECT $1, 'user_profile', ($2::uuid)::text,
                    COALESCE((SELECT to_jsonb(p) FROM user_profile p WHERE user_id = $2), 'null'::jsonb)
            )
            INSERT INTO user_profile AS w (user_id, nick_name, avatar_url, source_identity_id, updated_at)
            SELECT $2, nick_name, avatar_url, source_identity_id, updated_at FROM user_profile WHERE user_id = $3
            ON CONFLICT (user_id) DO UPDATE
            SET nick_name = COALESCE(w.nick_name, excluded.nick_name),
                avatar_url = COALESCE(w.avatar_url, excluded.avatar_url)
            """,
            """
            WITH moved AS (UPDATE user_redirect SET new_id = $2 WHERE new_id = $3 RETURNING old_id)
            INSERT INTO account_merge_item (merge_id, kind, ref_id, before)
            SELECT $1, 'user_redirect', old_id::text, jsonb_build_object('new_id', $3::uuid) FROM moved
            """);

    private static final String CLOSE = """
            WITH closed AS (
                UPDATE users SET status = 'MERGED', merged_into = $2 WHERE id = $3
            ), redirected AS (
                INSERT INTO user_redirect (old_id, new_id) VALUES ($3, $2)
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            VALUES ($4, 'user.merged', $2, $5, 'wechat',
                jsonb_build_object('mergeId', $1::uuid, 'winner', $2::uuid, 'loser', $3::uuid))
            """;

    private MergeQueries() {}

    /** Moves all that the loser owns to the winner, notes what moved, and tells {@code user.merged}. */
    public static Future<Void> merge(
            SqlClient tx, UUID merge, UserId winner, UserId loser, AppId app, Instant now, Instant undoUntil) {
        Tuple sides = Tuple.of(merge, winner.value(), loser.value());
        Tuple record =
                Tuple.of(merge, winner.value(), loser.value(), "late unionid", "wechat", time(now), time(undoUntil));
        Future<?> moved = tx.preparedQuery(RECORD).execute(record);
        for (String move : MOVES) {
            moved = moved.compose(before -> tx.preparedQuery(move).execute(sides));
        }
        return moved.compose(before -> tx.preparedQuery(CLOSE)
                        .execute(Tuple.of(merge, winner.value(), loser.value(), time(now), app.value())))
                .mapEmpty();
    }

    /** Notes, once, that two accounts are one person but must not be merged unasked; {@code merge.pending}. */
    public static Future<Void> pend(
            SqlClient tx, UUID merge, UserId winner, UserId loser, String reason, AppId app, Instant now) {
        return tx.preparedQuery(PEND)
                .execute(Tuple.of(merge, winner.value(), loser.value(), reason, time(now), app.value()))
                .mapEmpty();
    }
}
