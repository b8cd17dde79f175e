package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One WeChat identity as WeChat names it, and its removal; the user is locked by the caller. */
public final class IdentityQueries {
    private static final String LOCATE = """
            SELECT i.id, i.user_id, i.linked_at, (SELECT count(*) FROM identity o WHERE o.user_id = i.user_id) AS of_user
            FROM identity i WHERE i.app_id = $1 AND i.openid = $2
            """;
    private static final String END_CODES =
            "DELETE FROM authorization_code WHERE user_id = $1 AND identity_id = $2 AND expires_at > $3";
    private static final List<String> REMOVE = List.of(
            "UPDATE session SET ip_prefix = NULL, user_agent = NULL WHERE user_id = $1 AND identity_id = $2", """
            DELETE FROM account_merge_item WHERE kind = 'identity' AND ref_id = ($2::uuid)::text
                AND merge_id IN (SELECT id FROM account_merge
                    WHERE winner = $1 OR winner IN (SELECT old_id FROM user_redirect WHERE new_id = $1))
            """, """
            WITH gone AS (DELETE FROM identity WHERE id = $2 AND user_id = $1 RETURNING union_scope_id, unionid)
            DELETE FROM union_identity n USING gone g
            WHERE n.union_scope_id = g.union_scope_id AND n.unionid = g.unionid
                AND NOT EXISTS (SELECT FROM identity i
                    WHERE i.union_scope_id = g.union_scope_id AND i.unionid = g.unionid AND i.id <> $2)
            """);
    private static final List<String> FORGET = List.of(
            "DELETE FROM follower WHERE app_id = $1 AND openid = $2",
            "DELETE FROM pending_registration WHERE app_id = $1 AND openid = $2",
            "DELETE FROM scan_ticket WHERE app_id = $1 AND openid = $2");

    private IdentityQueries() {}

    /** An identity with its user, and whether the user has no other. */
    public record Holder(IdentityId identity, UserId user, Instant linkedAt, boolean isLast) {}

    public static Future<Optional<Holder>> locate(SqlClient client, AppId app, OpenId openId) {
        return client.preparedQuery(LOCATE)
                .execute(Tuple.of(app.value(), openId.value()))
                .map(rows -> Rows.first(rows, IdentityQueries::holder));
    }

    /** Removes the identity and all that hangs on it alone, its unionid too if no other identity has it. */
    public static Future<Void> removeIdentity(SqlClient tx, Holder holder, Instant now) {
        UUID user = holder.user().value();
        UUID identity = holder.identity().value();
        Future<?> removed = tx.preparedQuery(END_CODES).execute(Tuple.of(user, identity, time(now)));
        for (String statement : REMOVE) {
            removed = removed.compose(before -> tx.preparedQuery(statement).execute(Tuple.of(user, identity)));
        }
        return removed.mapEmpty();
    }

    /** Removes what is kept of somebody without an account, or beside it, by openid. */
    public static Future<Void> forget(SqlClient tx, AppId app, OpenId openId) {
        Future<?> forgotten = Future.succeededFuture();
        for (String statement : FORGET) {
            forgotten = forgotten.compose(
                    before -> tx.preparedQuery(statement).execute(Tuple.of(app.value(), openId.value())));
        }
        return forgotten.mapEmpty();
    }

    private static Holder holder(Row row) {
        return new Holder(
                new IdentityId(row.getUUID("id")),
                new UserId(row.getUUID("user_id")),
                row.getOffsetDateTime("linked_at").toInstant(),
                row.getLong("of_user") == 1);
    }
}
