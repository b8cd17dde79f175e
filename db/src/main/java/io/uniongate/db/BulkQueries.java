package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.db.BulkPerson.Unified;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The table of data-model.md "Sign-in" for thousands of people in one statement, as far as nothing has to be merged,
 * alerted or refused.
 *
 * <p>As for newcomers, the referee decides: whoever comes second violates a unique constraint and tries again. Rows are
 * written in the order in which every sign-in writes them.
 */
public final class BulkQueries {
    private static final String SPECIAL =
            BulkDecision.DECIDED + " SELECT ord FROM decided WHERE outcome IS NULL ORDER BY ord";
    // Users are locked before any row is written, as everywhere (data-model.md "Sign-in").
    private static final String UNIFY = BulkDecision.DECIDED + """
            , present AS MATERIALIZED (
                SELECT id FROM users
                WHERE id IN (SELECT belongs_to FROM decided WHERE outcome IN ('linked', 'learned', 'unchanged'))
                    AND status = 'ACTIVE'
                ORDER BY id FOR SHARE
            ), settled AS MATERIALIZED (
                SELECT * FROM decided
                WHERE outcome = 'unknown'
                    OR (outcome IS NOT NULL AND (belongs_to = newcomer OR belongs_to IN (SELECT id FROM present)))
            ), person AS (
                INSERT INTO users (id, created_at) SELECT new_user, created_at FROM settled WHERE outcome = 'created'
            ), referee AS (
                INSERT INTO union_identity (union_scope_id, unionid, user_id)
                SELECT DISTINCT union_scope_id, unionid, belongs_to FROM settled
                WHERE unionid IS NOT NULL AND owner IS NULL AND outcome IN ('created', 'linked', 'learned')
                ORDER BY union_scope_id, unionid
                RETURNING user_id
            ), linked AS (
                INSERT INTO identity (id, user_id, app_id, openid, union_scope_id, unionid, linked_at, linked_by)
                SELECT new_identity, belongs_to, app_id, openid, union_scope_id, unionid, created_at, $10
                FROM settled WHERE outcome IN ('created', 'linked') AND (SELECT count(*) FROM referee) >= 0
                ORDER BY app_id, openid
            ), learned AS (
                UPDATE identity i SET union_scope_id = s.union_scope_id, unionid = s.unionid
                FROM settled s WHERE s.outcome = 'learned' AND i.id = s.held_id AND i.user_id = s.belongs_to
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
                SELECT $11, CASE outcome WHEN 'created' THEN 'user.created' WHEN 'linked' THEN 'identity.linked'
                        ELSE 'identity.unionid_learned' END,
                    belongs_to, app_id, $10, jsonb_build_object('identityId', COALESCE(held_id, new_identity))
                FROM settled WHERE outcome IN ('created', 'linked', 'learned') ORDER BY ord
            )
            SELECT ord, outcome, belongs_to, COALESCE(held_id, new_identity) AS identity_id FROM settled
            """;

    private BulkQueries() {}

    /** Of whom something has to be merged, alerted or refused. */
    public static Future<List<BulkPerson>> special(SqlClient tx, List<BulkPerson> people, SignUp signUp) {
        return tx.preparedQuery(SPECIAL)
                .execute(BulkDecision.columns(people, signUp))
                .map(rows -> Rows.list(rows, row -> people.get(row.getInteger("ord"))));
    }

    /** Unifies those who are simple; the others are left out and unwritten. */
    public static Future<Map<BulkPerson, Unified>> unify(
            SqlClient tx, List<BulkPerson> people, SignUp signUp, String actor, Instant now) {
        Tuple parameters = BulkDecision.columns(people, signUp).addValue(actor).addValue(time(now));
        return tx.preparedQuery(UNIFY).execute(parameters).map(rows -> unified(rows, people));
    }

    static Integer[] places(List<?> people) {
        return IntStream.range(0, people.size()).boxed().toArray(Integer[]::new);
    }

    private static Map<BulkPerson, Unified> unified(RowSet<Row> rows, List<BulkPerson> people) {
        Map<BulkPerson, Unified> unified = new HashMap<>();
        rows.forEach(row -> unified.put(people.get(row.getInteger("ord")), unified(row)));
        return unified;
    }

    private static Unified unified(Row row) {
        return new Unified(
                BulkOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                new UserId(row.getUUID("belongs_to")),
                new IdentityId(row.getUUID("identity_id")));
    }
}
