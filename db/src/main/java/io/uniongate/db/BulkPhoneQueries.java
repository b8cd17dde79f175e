package io.uniongate.db;

import static io.uniongate.db.Columns.bytes;
import static io.uniongate.db.Columns.ids;
import static io.uniongate.db.Columns.texts;
import static io.uniongate.db.Columns.time;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** The phone numbers that another system knew of many people. */
public final class BulkPhoneQueries {
    // Nobody verified them here: they have no verified_at, so that no rule takes them for proof, and verified_by says
    // with whose identity they go. Of several for one user the first is taken, and none if there is one already.
    private static final String KEEP = """
            WITH asked AS (
                SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bytea[], $7::bytea[],
                    $8::text[])
                AS t (ord, user_id, identity_id, app_id, id, value_hash, value_enc, key_id)
            ), weighed AS MATERIALIZED (
                SELECT a.*,
                    row_number() OVER person AS place,
                    first_value(a.value_hash) OVER person AS first_hash,
                    EXISTS (SELECT FROM contact c WHERE c.user_id = a.user_id AND c.kind = 'PHONE') AS has_one,
                    EXISTS (SELECT FROM contact c WHERE c.user_id = a.user_id AND c.kind = 'PHONE'
                        AND c.value_hash = a.value_hash) AS has_it
                FROM asked a JOIN users u ON u.id = a.user_id AND u.status = 'ACTIVE'
                WINDOW person AS (PARTITION BY a.user_id ORDER BY a.ord)
            ), kept AS (
                INSERT INTO contact (id, user_id, kind, value_hash, value_enc, key_id, verified_by)
                SELECT id, user_id, 'PHONE', value_hash, value_enc, key_id, identity_id::text
                FROM weighed WHERE place = 1 AND NOT has_one
            ), told AS (
                INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
                SELECT $9, 'phone.imported', user_id, app_id, 'import',
                    jsonb_build_object('contactId', id, 'identityId', identity_id)
                FROM weighed WHERE place = 1 AND NOT has_one
            )
            SELECT count(*) FILTER (WHERE place = 1 AND NOT has_one) AS taken,
                count(*) FILTER (WHERE CASE WHEN has_one THEN NOT has_it ELSE value_hash <> first_hash END) AS others
            FROM weighed
            """;

    private BulkPhoneQueries() {}

    /** How many numbers became their users', and how many users have another one and keep it. */
    public record Kept(long taken, long others) {}

    /** Gives users without a number theirs, {@code phone.imported}; the caller keeps their users from being merged. */
    public static Future<Kept> keep(SqlClient tx, List<BulkPhone> phones, Instant now) {
        Tuple parameters = Tuple.tuple()
                .addValue(BulkQueries.places(phones))
                .addValue(ids(phones, phone -> phone.user().value()))
                .addValue(ids(phones, phone -> phone.identity().value()))
                .addValue(texts(phones, BulkPhone::app))
                .addValue(ids(phones, phone -> phone.number().id()))
                .addValue(bytes(phones, phone -> phone.number().hash()))
                .addValue(bytes(phones, phone -> phone.number().sealed()))
                .addValue(texts(phones, phone -> phone.number().keyId()))
                .addValue(time(now));
        return tx.preparedQuery(KEEP)
                .execute(parameters)
                .map(rows -> kept(rows.iterator().next()));
    }

    private static Kept kept(Row row) {
        return new Kept(row.getLong("taken"), row.getLong("others"));
    }
}
