package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owner of an account may see and change. */
public final class AccountQueries {
    private static final String SURVIVOR = "COALESCE((SELECT new_id FROM user_redirect WHERE old_id = $1), $1)";
    private static final String FIND = """
            SELECT %s FROM users u %s WHERE u.id = %s AND u.status = 'ACTIVE'
            """.formatted(Account.COLUMNS, Account.JOINS, SURVIVOR);
    // What the profile does not name keeps its value.
    private static final String CHANGE = """
            WITH present AS (
                SELECT id FROM users WHERE id = %s AND status = 'ACTIVE' FOR SHARE
            ), changed AS (
                INSERT INTO user_profile AS p (user_id, nick_name, avatar_url, source_identity_id, updated_at)
                SELECT id, $2, $3, $4, $5 FROM present WHERE COALESCE($2::text, $3::text) IS NOT NULL
                ON CONFLICT (user_id) DO UPDATE
                SET nick_name = COALESCE(excluded.nick_name, p.nick_name),
                    avatar_url = COALESCE(excluded.avatar_url, p.avatar_url),
                    source_identity_id = excluded.source_identity_id, updated_at = excluded.updated_at
                WHERE (p.nick_name, p.avatar_url) IS DISTINCT FROM
                    (COALESCE(excluded.nick_name, p.nick_name), COALESCE(excluded.avatar_url, p.avatar_url))
                RETURNING user_id
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, actor)
                SELECT $5, 'user.profile_changed', user_id, 'user' FROM changed
            )
            SELECT id FROM present
            """.formatted(SURVIVOR);
    private static final String IDENTITIES = """
            SELECT i.id, a.kind, i.app_id, i.linked_at, g.ended_at IS NOT NULL AS reauthorize, f.follows
            FROM identity i JOIN app a ON a.app_id = i.app_id LEFT JOIN wechat_grant g ON g.identity_id = i.id
                LEFT JOIN follower f ON f.app_id = i.app_id AND f.openid = i.openid
            WHERE i.user_id = %s ORDER BY i.linked_at, i.id
            """.formatted(SURVIVOR);
    private static final String LOCK = "SELECT id, status FROM users WHERE id = %s FOR UPDATE".formatted(SURVIVOR);
    private static final List<String> ERASE = List.of(
            "DELETE FROM user_profile WHERE user_id = $1 OR user_id IN (SELECT old_id FROM user_redirect WHERE new_id = $1)",
            "DELETE FROM contact WHERE user_id = $1",
            """
            DELETE FROM pending_registration r
            WHERE EXISTS (SELECT FROM identity i
                    WHERE i.user_id = $1 AND (i.app_id, i.openid) = (r.app_id, r.openid))
                OR EXISTS (SELECT FROM union_identity n JOIN app a ON a.union_scope_id = n.union_scope_id
                    WHERE n.user_id = $1 AND (a.app_id, n.unionid) = (r.app_id, r.unionid))
            """,
            """
            DELETE FROM follower f USING identity i WHERE i.user_id = $1 AND (i.app_id, i.openid) = (f.app_id, f.openid)
            """,
            """
            DELETE FROM scan_ticket s USING identity i WHERE i.user_id = $1 AND (i.app_id, i.openid) = (s.app_id, s.openid)
            """,
            "DELETE FROM identity WHERE user_id = $1",
            "DELETE FROM union_identity WHERE user_id = $1",
            "UPDATE session SET ip_prefix = NULL, user_agent = NULL WHERE user_id = $1",
            // They hold profiles and unionids; there is nothing left that an undo could bring back.
            """
            DELETE FROM account_merge_item WHERE merge_id IN (SELECT id FROM account_merge
                WHERE winner = $1 OR winner IN (SELECT old_id FROM user_redirect WHERE new_id = $1))
            """);
    private static final String ERASED = """
            WITH gone AS (UPDATE users SET status = 'ERASED' WHERE id = $1)
            INSERT INTO event (occurred_at, type, user_id, actor) VALUES ($2, 'user.erased', $1, $3)
            """;

    private AccountQueries() {}

    /** The user, or the survivor of a merge that took it in; nobody when it was erased or blocked. */
    public static Future<Optional<Account>> find(SqlClient client, UserId user) {
        return client.preparedQuery(FIND).execute(Tuple.of(user.value())).map(rows -> Rows.first(rows, Account::of));
    }

    /** Sets what the profile names; {@code user.profile_changed} if that changed anything. */
    public static Future<Void> change(
            SqlClient client, UserId user, Profile profile, @Nullable IdentityId source, Instant now) {
        Tuple change = Tuple.of(
                user.value(),
                profile.nickName(),
                profile.avatarUrl(),
                source == null ? null : source.value(),
                time(now));
        return client.preparedQuery(CHANGE)
                .execute(change)
                .compose(
                        present -> present.rowCount() == 1 ? Future.succeededFuture() : changeSurvivor(client, change));
    }

    /** Somebody who was merged while the change waited for the merge is found only by a statement that begins after it. */
    private static Future<Void> changeSurvivor(SqlClient client, Tuple change) {
        return client.preparedQuery(CHANGE).execute(change).mapEmpty();
    }

    public static Future<List<Accounts.Identity>> identities(SqlClient client, UserId user) {
        return client.preparedQuery(IDENTITIES)
                .execute(Tuple.of(user.value()))
                .map(rows -> Rows.list(rows, AccountQueries::identity));
    }

    /** Locks an account, or the survivor of a merge that took it in, for what is done to all it owns; nobody when erased. */
    public static Future<Optional<UserId>> lock(SqlClient tx, UserId user) {
        return tx.query("SAVEPOINT seen")
                .execute()
                .compose(saved -> tx.preparedQuery(LOCK).execute(Tuple.of(user.value())))
                .compose(rows -> survivor(tx, user, Rows.first(rows, row -> row)));
    }

    /** Merged while we waited for the lock: what it owned has moved, and the redirect can be seen now. */
    private static Future<Optional<UserId>> survivor(SqlClient tx, UserId asked, Optional<Row> locked) {
        Optional<String> status = locked.map(row -> row.getString("status"));
        return status.equals(Optional.of("MERGED"))
                ? tx.query("ROLLBACK TO SAVEPOINT seen").execute().compose(released -> lock(tx, asked))
                : Future.succeededFuture(locked.filter(row -> !status.equals(Optional.of("ERASED")))
                        .map(row -> new UserId(row.getUUID("id"))));
    }

    /** Removes all personal data of a locked account; the event log keeps the id alone. */
    public static Future<Void> erase(SqlClient tx, UserId user, String actor, Instant now) {
        Future<?> erased = Future.succeededFuture();
        for (String statement : ERASE) {
            erased = erased.compose(before -> tx.preparedQuery(statement).execute(Tuple.of(user.value())));
        }
        return erased.compose(before -> tx.preparedQuery(ERASED).execute(Tuple.of(user.value(), time(now), actor)))
                .mapEmpty();
    }

    private static Accounts.Identity identity(Row row) {
        return new Accounts.Identity(
                new IdentityId(row.getUUID("id")),
                row.getString("kind"),
                new AppId(row.getString("app_id")),
                row.getOffsetDateTime("linked_at").toInstant(),
                row.getBoolean("reauthorize"),
                row.getBoolean("follows"));
    }
}
