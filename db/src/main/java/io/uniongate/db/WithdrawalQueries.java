package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.db.IdentityQueries.Holder;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Takes back what one WeChat identity brought; the user is locked by the caller. */
public final class WithdrawalQueries {
    // Also in the accounts that were merged into this one, and in what an undo would bring back.
    private static final String CLEAR_PROFILE = """
            WITH owned AS (
                SELECT $1::uuid AS id UNION ALL SELECT old_id FROM user_redirect WHERE new_id = $1
            ), cleared AS (
                UPDATE user_profile p
                SET nick_name = CASE WHEN $3::boolean THEN NULL ELSE p.nick_name END,
                    avatar_url = CASE WHEN $4::boolean THEN NULL ELSE p.avatar_url END
                WHERE p.user_id IN (SELECT id FROM owned) AND (p.source_identity_id = $2 %s) AND p.updated_at <= $5
                    AND ($3::boolean AND p.nick_name IS NOT NULL OR $4::boolean AND p.avatar_url IS NOT NULL)
                RETURNING p.user_id
            ), not_to_be_undone AS (
                UPDATE account_merge_item m
                SET before = m.before || CASE WHEN $3::boolean THEN '{"nick_name": null}'::jsonb ELSE '{}' END
                    || CASE WHEN $4::boolean THEN '{"avatar_url": null}'::jsonb ELSE '{}' END
                WHERE m.merge_id IN (SELECT id FROM account_merge WHERE winner IN (SELECT id FROM owned))
                    AND m.kind = 'user_profile' AND m.before->>'source_identity_id' = ($2::uuid)::text
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            SELECT $6, 'profile.cleared', $1, (SELECT app_id FROM identity WHERE id = $2), 'wechat',
                jsonb_build_object('identityId', $2::uuid)
            WHERE EXISTS (SELECT FROM cleared)
            """;
    private static final String CLEAR_OWN_PROFILE = CLEAR_PROFILE.formatted("");
    private static final String CLEAR_ANY_PROFILE = CLEAR_PROFILE.formatted("OR p.source_identity_id IS NULL");
    private static final String REFRESH_NOW =
            "UPDATE wechat_grant SET due_at = $2 WHERE identity_id = $1 AND ended_at IS NULL";
    private static final String REMOVE_PHONES = """
            WITH removed AS (
                DELETE FROM contact
                WHERE user_id = $1 AND kind = 'PHONE' AND COALESCE(verified_by, ($2::uuid)::text) = ($2::uuid)::text
                    AND COALESCE(verified_at, $3) <= $3
                RETURNING id
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            SELECT $4, 'phone.removed', $1, (SELECT app_id FROM identity WHERE id = $2), 'wechat',
                jsonb_build_object('identityId', $2::uuid)
            WHERE EXISTS (SELECT FROM removed)
            """;

    private WithdrawalQueries() {}

    /** Parts of a profile as they were at a time. */
    public record ProfileParts(boolean nickName, boolean avatar, Instant until) {
        public static ProfileParts all(Instant until) {
            return new ProfileParts(true, true, until);
        }

        private Tuple of(Holder holder, Instant now) {
            return Tuple.of(holder.user().value(), holder.identity().value(), nickName, avatar)
                    .addValue(time(until))
                    .addValue(time(now));
        }
    }

    /** Clears what this identity told; {@code profile.cleared} if that was anything. */
    public static Future<Void> clearProfile(SqlClient tx, Holder holder, ProfileParts parts, Instant now) {
        return tx.preparedQuery(CLEAR_OWN_PROFILE)
                .execute(parts.of(holder, now))
                .mapEmpty();
    }

    /** As {@link #clearProfile}, and also what the person set here, be it typed or chosen from WeChat. */
    public static Future<Void> clearProfileOfAnySource(SqlClient tx, Holder holder, ProfileParts parts, Instant now) {
        return tx.preparedQuery(CLEAR_ANY_PROFILE)
                .execute(parts.of(holder, now))
                .mapEmpty();
    }

    /** Lets the next reader of the profile have it fetched again. */
    public static Future<Void> refreshNow(SqlClient tx, Holder holder, Instant now) {
        return tx.preparedQuery(REFRESH_NOW)
                .execute(Tuple.of(holder.identity().value(), time(now)))
                .mapEmpty();
    }

    /** Removes the phone numbers that this identity showed until then; {@code phone.removed} if there were any. */
    public static Future<Void> removePhones(SqlClient tx, Holder holder, Instant until, Instant now) {
        return tx.preparedQuery(REMOVE_PHONES)
                .execute(Tuple.of(holder.user().value(), holder.identity().value(), time(until), time(now)))
                .mapEmpty();
    }
}
