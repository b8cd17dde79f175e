package io.uniongate.db;

import static io.uniongate.db.Columns.shorts;
import static io.uniongate.db.Columns.texts;
import static io.uniongate.db.Columns.time;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The slow path of a sign-in: who is who, under locks, and the rows that say so (data-model.md "Sign-in"). */
public final class UnificationQueries {
    private static final String LOCK_NAMES = """
            SELECT pg_advisory_xact_lock(k) FROM (
                SELECT DISTINCT hashtextextended(name, 0) AS k FROM unnest($1::text[]) AS name ORDER BY k) AS ascending
            """;
    private static final String LOCK_USERS = "SELECT id FROM users WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOCK_HOLDERS = """
            SELECT id FROM users
            WHERE id IN (
                SELECT i.user_id FROM unnest($1::text[], $2::text[]) AS a (app_id, openid)
                JOIN identity i ON i.app_id = a.app_id AND i.openid = a.openid
                UNION
                SELECT n.user_id FROM unnest($3::smallint[], $4::text[]) AS a (union_scope_id, unionid)
                JOIN union_identity n ON n.union_scope_id = a.union_scope_id AND n.unionid = a.unionid)
            ORDER BY id FOR UPDATE
            """;
    // In id order, as a refresh locks them.
    private static final String LOCK_SESSIONS =
            "SELECT id FROM session WHERE user_id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE";
    private static final String READ = """
            SELECT i.id AS identity_id,
                CASE WHEN i.union_scope_id = $3::smallint THEN i.unionid END AS unionid,
                h.id AS h_id, h.status AS h_status, h.protected AS h_protected, h.created_at AS h_created_at,
                ARRAY(SELECT encode(value_hash, 'hex') FROM contact
                    WHERE user_id = h.id AND verified_at IS NOT NULL) AS h_phones,
                o.id AS o_id, o.status AS o_status, o.protected AS o_protected, o.created_at AS o_created_at,
                ARRAY(SELECT encode(value_hash, 'hex') FROM contact
                    WHERE user_id = o.id AND verified_at IS NOT NULL) AS o_phones
            FROM (SELECT) AS one
            LEFT JOIN identity i ON i.app_id = $1 AND i.openid = $2
            LEFT JOIN users h ON h.id = i.user_id
            LEFT JOIN union_identity n ON n.union_scope_id = $3::smallint AND n.unionid = $4::text
            LEFT JOIN users o ON o.id = n.user_id
            """;
    private static final String CREATE = """
            WITH person AS (
                INSERT INTO users (id, created_at) VALUES ($1, $2)
            ), referee AS (
                INSERT INTO union_identity (union_scope_id, unionid, user_id)
                SELECT $6::smallint, $7::text, $1 WHERE $7::text IS NOT NULL
            ), linked AS (
                INSERT INTO identity (id, user_id, app_id, openid, union_scope_id, unionid, linked_at, linked_by)
                VALUES ($3, $1, $4, $5, $6::smallint, $7::text, $2, 'sign-in')
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            VALUES ($2, 'user.created', $1, $4, 'user', jsonb_build_object('identityId', $3::uuid))
            """;
    private static final String LINK = """
            WITH linked AS (
                INSERT INTO identity (id, user_id, app_id, openid, union_scope_id, unionid, linked_at, linked_by)
                VALUES ($3, $1, $4, $5, $6::smallint, $7::text, $2, 'sign-in')
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            VALUES ($2, 'identity.linked', $1, $4, 'user', jsonb_build_object('identityId', $3::uuid))
            """;
    private static final String LEARN = """
            WITH referee AS (
                INSERT INTO union_identity (union_scope_id, unionid, user_id) VALUES ($4::smallint, $5, $1)
                ON CONFLICT (union_scope_id, unionid) DO NOTHING
            ), learned AS (
                UPDATE identity SET union_scope_id = $4::smallint, unionid = $5 WHERE id = $3 RETURNING app_id
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            SELECT $2, 'identity.unionid_learned', $1, app_id, 'user', jsonb_build_object('identityId', $3::uuid)
            FROM learned
            """;

    private UnificationQueries() {}

    /** Keeps everybody else who is about to decide on the same openid or unionid waiting until the commit. */
    public static Future<Void> lockNames(SqlClient tx, Collection<Person> people) {
        String[] names =
                people.stream().flatMap(UnificationQueries::names).distinct().toArray(String[]::new);
        return tx.preparedQuery(LOCK_NAMES)
                .execute(Tuple.tuple().addValue(names))
                .mapEmpty();
    }

    /**
     * Every lock that deciding upon many people in one transaction may need: taken all at once they are in everybody
     * else's order, one person after another they would not be.
     */
    public static Future<Void> lockAll(SqlClient tx, List<Person> people) {
        Tuple named = Tuple.tuple()
                .addValue(texts(people, Person::app))
                .addValue(texts(people, Person::openId))
                .addValue(shorts(people, Person::scope))
                .addValue(texts(people, Person::unionId));
        return lockNames(tx, people)
                .compose(locked -> tx.preparedQuery(LOCK_HOLDERS).execute(named))
                .map(rows -> Rows.list(rows, row -> row.getUUID("id")).toArray(UUID[]::new))
                .compose(users ->
                        tx.preparedQuery(LOCK_SESSIONS).execute(Tuple.tuple().addValue(users)))
                .mapEmpty();
    }

    private static Stream<String> names(Person person) {
        String openId = "openid:" + person.app() + ":" + person.openId();
        String unionId = "unionid:" + person.scope() + ":" + person.unionId();
        return person.unionId() == null ? Stream.of(openId) : Stream.of(openId, unionId);
    }

    public static Future<Void> lockUsers(SqlClient tx, Collection<UserId> users) {
        UUID[] ids = users.stream().map(UserId::value).toArray(UUID[]::new);
        return tx.preparedQuery(LOCK_USERS).execute(Tuple.of(ids)).mapEmpty();
    }

    public static Future<Standing> read(SqlClient tx, Person person) {
        return tx.preparedQuery(READ)
                .execute(Tuple.of(person.app().value(), person.openId().value(), person.scope(), unionid(person)))
                .map(rows -> standing(rows.iterator().next()));
    }

    /** The successor's identity, and as owner the user of its predecessor's. */
    public static Future<Standing> readBoth(SqlClient tx, Person predecessor, Person successor) {
        return read(tx, successor)
                .compose(after -> read(tx, predecessor)
                        .map(before -> before.identity())
                        .map(before -> new Standing(after.identity(), before == null ? null : before.user())));
    }

    /** A new person with this identity; {@code user.created}. */
    public static Future<Void> create(SqlClient tx, Person person, UserId user, IdentityId identity, Instant now) {
        return tx.preparedQuery(CREATE)
                .execute(identityOf(person, user, identity, now))
                .mapEmpty();
    }

    /** A further identity of a known person; {@code identity.linked}. */
    public static Future<Void> link(SqlClient tx, Person person, UserId user, IdentityId identity, Instant now) {
        return tx.preparedQuery(LINK)
                .execute(identityOf(person, user, identity, now))
                .mapEmpty();
    }

    /** A known identity learns its unionid, which is its user's own or nobody's; {@code identity.unionid_learned}. */
    public static Future<Void> learn(
            SqlClient tx, UserId user, IdentityId identity, short scope, UnionId unionId, Instant now) {
        return tx.preparedQuery(LEARN)
                .execute(Tuple.of(user.value(), time(now), identity.value(), scope, unionId.value()))
                .mapEmpty();
    }

    private static Tuple identityOf(Person person, UserId user, IdentityId identity, Instant now) {
        return Tuple.of(
                        user.value(),
                        time(now),
                        identity.value(),
                        person.app().value(),
                        person.openId().value())
                .addValue(person.scope())
                .addValue(unionid(person));
    }

    private static @Nullable String unionid(Person person) {
        UnionId unionId = person.unionId();
        return unionId == null ? null : unionId.value();
    }

    private static Standing standing(Row row) {
        UUID identity = row.getUUID("identity_id");
        Standing.KnownUser holder = user(row, "h");
        return new Standing(
                identity == null || holder == null
                        ? null
                        : new Standing.KnownIdentity(new IdentityId(identity), row.getString("unionid"), holder),
                user(row, "o"));
    }

    private static Standing.@Nullable KnownUser user(Row row, String side) {
        UUID id = row.getUUID(side + "_id");
        return id == null
                ? null
                : new Standing.KnownUser(
                        new UserId(id),
                        row.getString(side + "_status"),
                        row.getBoolean(side + "_protected"),
                        row.getOffsetDateTime(side + "_created_at").toInstant(),
                        Set.copyOf(List.of(row.getArrayOfStrings(side + "_phones"))));
    }
}
