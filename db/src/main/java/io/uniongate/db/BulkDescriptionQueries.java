package io.uniongate.db;

import static io.uniongate.db.Columns.ids;
import static io.uniongate.db.Columns.texts;
import static io.uniongate.db.Columns.time;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** What another system knew of many people besides who they are. */
public final class BulkDescriptionQueries {
    // What a person shows already is theirs and stays.
    private static final String DESCRIBE = """
            WITH asked AS (
                SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
                AS t (ord, user_id, identity_id, nick_name, avatar_url, external_id)
            ), named AS (
                INSERT INTO user_profile (user_id, nick_name, avatar_url, source_identity_id, updated_at)
                SELECT DISTINCT ON (a.user_id) a.user_id, a.nick_name, a.avatar_url, a.identity_id, $7::timestamptz
                FROM asked a JOIN users u ON u.id = a.user_id AND u.status = 'ACTIVE'
                WHERE COALESCE(a.nick_name, a.avatar_url) IS NOT NULL
                ORDER BY a.user_id, a.ord
                ON CONFLICT (user_id) DO NOTHING
            )
            INSERT INTO identity_external_id (identity_id, external_id)
            SELECT DISTINCT ON (identity_id) identity_id, external_id FROM asked
            WHERE external_id IS NOT NULL ORDER BY identity_id, ord
            ON CONFLICT (identity_id) DO UPDATE SET external_id = excluded.external_id
            """;

    private BulkDescriptionQueries() {}

    /**
     * Gives people without a profile the one that is known of them, and identities their external ids; the caller keeps
     * the users from being merged.
     */
    public static Future<Void> describe(SqlClient tx, List<BulkDescription> people, Instant now) {
        Tuple parameters = Tuple.tuple()
                .addValue(BulkQueries.places(people))
                .addValue(ids(people, one -> one.user().value()))
                .addValue(ids(people, one -> one.identity().value()))
                .addValue(texts(people, one -> one.profile().nickName()))
                .addValue(texts(people, one -> one.profile().avatarUrl()))
                .addValue(texts(people, BulkDescription::externalId))
                .addValue(time(now));
        return tx.preparedQuery(DESCRIBE).execute(parameters).mapEmpty();
    }
}
