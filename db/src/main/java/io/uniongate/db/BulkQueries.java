package io.uniongate.db;

import static io.uniongate.db.Columns.ids;
import static io.uniongate.db.Columns.shorts;
import static io.uniongate.db.Columns.texts;
import static io.uniongate.db.Columns.time;
import static io.uniongate.db.Columns.times;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.registration.SignUp;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The table of data-model.md "Sign-in" for thousands of people in one statement, as far as nothing has to be merged,
 * alerted or refused.
 *
 * <p>As for newcomers, the referee decides: whoever comes second violates a unique constraint and tries again. Rows are
 * written in the order in which every sign-in writes them.
 */
public final class BulkQueries {
    // A person is those rows of one unionid. Their user is the unionid's owner, else whoever already holds one of the
    // openids (two of those have to be merged and are left alone), else the first row's new user.
    private static final String UNIFY = """
            WITH asked AS (
                SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::smallint[], $5::text[],
                    $6::uuid[], $7::uuid[], $8::timestamptz[])
                AS t (ord, app_id, openid, union_scope_id, unionid, new_user, new_identity, created_at)
            ), once AS (
                SELECT DISTINCT ON (app_id, openid) * FROM asked ORDER BY app_id, openid, unionid IS NULL, ord
            ), seen AS (
                SELECT a.*, i.id AS held_id, i.user_id AS held_by, n.user_id AS owner,
                    CASE WHEN i.union_scope_id = a.union_scope_id THEN i.unionid END AS held_unionid
                FROM once a
                LEFT JOIN identity i ON i.app_id = a.app_id AND i.openid = a.openid
                LEFT JOIN union_identity n ON n.union_scope_id = a.union_scope_id AND n.unionid = a.unionid
            ), weighed AS (
                SELECT s.*,
                    min(CASE WHEN held_unionid IS NULL THEN held_by::text END) OVER person AS holder,
                    max(CASE WHEN held_unionid IS NULL THEN held_by::text END) OVER person AS last_holder,
                    first_value(new_user) OVER (person ORDER BY held_id IS NOT NULL, ord) AS newcomer
                FROM seen s
                WINDOW person AS (PARTITION BY union_scope_id, unionid, CASE WHEN unionid IS NULL THEN ord END)
            ), decided AS MATERIALIZED (
                SELECT w.*, COALESCE(owner, holder::uuid, newcomer) AS belongs_to,
                    CASE
                        WHEN held_id IS NOT NULL AND (unionid IS NULL OR unionid = held_unionid) THEN 'unchanged'
                        WHEN held_unionid IS NOT NULL OR owner <> held_by THEN NULL
                        WHEN owner IS NULL AND holder <> last_holder THEN NULL
                        WHEN held_id IS NOT NULL THEN 'learned'
                        WHEN owner IS NOT NULL OR holder IS NOT NULL THEN 'linked'
                        WHEN NOT $9::boolean THEN 'unknown'
                        WHEN new_user = newcomer THEN 'created'
                        ELSE 'linked'
                    END AS outcome
                FROM weighed w
            ), present AS MATERIALIZED (
                SELECT id FROM users
                WHERE id IN (SELECT belongs_to FROM decided WHERE outcome IN ('linked', 'learned'))
                    AND status = 'ACTIVE'
                ORDER BY id FOR SHARE
            ), settled AS MATERIALIZED (
                SELECT * FROM decided
                WHERE outcome IN ('unchanged', 'unknown')
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

    /** Unifies those who are simple; the others stay empty and unwritten. */
    public static Future<List<Optional<BulkPerson.Unified>>> unify(
            SqlClient tx, List<BulkPerson> people, SignUp signUp, String actor, Instant now) {
        Tuple parameters = Tuple.tuple()
                .addValue(places(people))
                .addValue(texts(people, one -> one.person().app()))
                .addValue(texts(people, one -> one.person().openId()))
                .addValue(shorts(people, one -> one.person().scope()))
                .addValue(texts(people, one -> one.person().unionId()))
                .addValue(ids(people, one -> one.user().value()))
                .addValue(ids(people, one -> one.identity().value()))
                .addValue(times(people, BulkPerson::createdAt))
                .addValue(signUp == SignUp.AUTOMATIC)
                .addValue(actor)
                .addValue(time(now));
        return tx.preparedQuery(UNIFY).execute(parameters).map(rows -> inOrder(rows, people.size()));
    }

    static Integer[] places(List<?> people) {
        return IntStream.range(0, people.size()).boxed().toArray(Integer[]::new);
    }

    private static List<Optional<BulkPerson.Unified>> inOrder(RowSet<Row> rows, int size) {
        List<Optional<BulkPerson.Unified>> unified = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
        for (Row row : rows) {
            unified.set(
                    row.getInteger("ord"),
                    Optional.of(new BulkPerson.Unified(
                            BulkOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                            new UserId(row.getUUID("belongs_to")),
                            new IdentityId(row.getUUID("identity_id")))));
        }
        return unified;
    }
}
