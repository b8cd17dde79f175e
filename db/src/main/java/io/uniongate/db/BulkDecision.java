package io.uniongate.db;

import static io.uniongate.db.Columns.ids;
import static io.uniongate.db.Columns.shorts;
import static io.uniongate.db.Columns.texts;
import static io.uniongate.db.Columns.times;

import io.uniongate.contract.registration.SignUp;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Which row of the table of data-model.md "Sign-in" each of many people falls under, as the database is now. */
final class BulkDecision {
    // A person is those rows of one unionid. Their user is the unionid's owner, else whoever already holds one of the
    // openids (two of those have to be merged and are left alone), else the first row's new user.
    static final String DECIDED = """
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
                        WHEN u.status <> 'ACTIVE' THEN NULL
                        WHEN held_id IS NOT NULL AND (unionid IS NULL OR unionid = held_unionid) THEN 'unchanged'
                        WHEN held_unionid IS NOT NULL OR owner <> held_by THEN NULL
                        WHEN owner IS NULL AND holder <> last_holder THEN NULL
                        WHEN held_id IS NOT NULL THEN 'learned'
                        WHEN owner IS NOT NULL OR holder IS NOT NULL THEN 'linked'
                        WHEN NOT $9::boolean THEN 'unknown'
                        WHEN new_user = newcomer THEN 'created'
                        ELSE 'linked'
                    END AS outcome
                FROM weighed w LEFT JOIN users u ON u.id = COALESCE(w.owner, w.holder::uuid)
            )""";

    private BulkDecision() {}

    /** What {@link #DECIDED} unnests; what a statement has besides follows from {@code $10} on. */
    static Tuple columns(List<BulkPerson> people, SignUp signUp) {
        return Tuple.tuple()
                .addValue(BulkQueries.places(people))
                .addValue(texts(people, one -> one.person().app()))
                .addValue(texts(people, one -> one.person().openId()))
                .addValue(shorts(people, one -> one.person().scope()))
                .addValue(texts(people, one -> one.person().unionId()))
                .addValue(ids(people, one -> one.user().value()))
                .addValue(ids(people, one -> one.identity().value()))
                .addValue(times(people, BulkPerson::createdAt))
                .addValue(signUp == SignUp.AUTOMATIC);
    }
}
