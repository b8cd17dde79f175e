package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.SessionId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * WeChat's grants of people, and the profiles that are read with them.
 *
 * <p>Every change of the tokens counts the version on, and whoever read a version writes only while it is current: a
 * late answer of WeChat cannot undo a newer login.
 */
public final class GrantQueries {
    private static final String KEEP = """
            INSERT INTO wechat_grant AS g
                (identity_id, access_token_enc, refresh_token_enc, key_id, access_expires_at, due_at)
            SELECT id, $2, $3, $4, $5, $6 FROM identity WHERE id = $1
            ON CONFLICT (identity_id) DO UPDATE
            SET access_token_enc = excluded.access_token_enc, refresh_token_enc = excluded.refresh_token_enc,
                key_id = excluded.key_id, access_expires_at = excluded.access_expires_at,
                due_at = excluded.due_at, ended_at = NULL, version = g.version + 1
            """;
    // Of all who ask at once, on whichever node, one moves the time on and gets the row.
    private static final String CLAIM = """
            UPDATE wechat_grant g SET due_at = $3
            FROM session s JOIN identity i ON i.id = s.identity_id
            WHERE s.id = $1 AND g.identity_id = i.id AND g.ended_at IS NULL AND g.due_at <= $2
            RETURNING i.id, i.app_id, i.openid, g.access_token_enc, g.refresh_token_enc, g.access_expires_at, g.version
            """;
    private static final String RENEW = """
            UPDATE wechat_grant
            SET access_token_enc = $3, refresh_token_enc = $4, key_id = $5, access_expires_at = $6, version = version + 1
            WHERE identity_id = $1 AND version = $2 AND ended_at IS NULL
            """;
    private static final String END = """
            WITH ended AS (
                UPDATE wechat_grant g
                SET access_token_enc = NULL, refresh_token_enc = NULL, key_id = NULL, ended_at = $2,
                    version = g.version + 1
                FROM identity i
                WHERE g.identity_id = $1 AND i.id = g.identity_id AND g.ended_at IS NULL %s
                RETURNING i.user_id, i.app_id
            )
            INSERT INTO event (occurred_at, type, user_id, app_id, actor, data)
            SELECT $2, 'wechat_grant.ended', user_id, app_id, 'wechat',
                jsonb_build_object('identityId', $1::uuid, 'reason', $3::text)
            FROM ended
            """;
    private static final String END_VERSION = END.formatted("AND g.version = $4");
    private static final String END_ANY_VERSION = END.formatted("");
    // The user first, as everywhere. What the person typed here, or another app told, is left alone.
    private static final String PROFILE = """
            WITH present AS MATERIALIZED (
                SELECT u.id, i.id AS identity_id FROM identity i JOIN users u ON u.id = i.user_id
                WHERE i.id = $1 AND u.status = 'ACTIVE' FOR SHARE OF u
            ), told AS (
                UPDATE wechat_grant g SET due_at = $6 FROM present
                WHERE g.identity_id = present.identity_id AND g.version = $2 RETURNING present.id
            ), changed AS (
                INSERT INTO user_profile AS p (user_id, nick_name, avatar_url, source_identity_id, updated_at)
                SELECT id, $3, $4, $1, $5 FROM told WHERE COALESCE($3::text, $4::text) IS NOT NULL
                ON CONFLICT (user_id) DO UPDATE
                SET nick_name = COALESCE(excluded.nick_name, p.nick_name),
                    avatar_url = COALESCE(excluded.avatar_url, p.avatar_url), updated_at = excluded.updated_at
                WHERE p.source_identity_id = excluded.source_identity_id
                    AND (p.nick_name, p.avatar_url) IS DISTINCT FROM
                        (COALESCE(excluded.nick_name, p.nick_name), COALESCE(excluded.avatar_url, p.avatar_url))
                RETURNING user_id
            )
            INSERT INTO event (occurred_at, type, user_id, actor)
            SELECT $5, 'user.profile_changed', user_id, 'wechat' FROM changed
            """;

    private GrantQueries() {}

    /** Both tokens at rest, with the label of the key that sealed them. */
    public record SealedGrant(Buffer accessToken, Buffer refreshToken, String keyId, Instant accessExpiresAt) {
        @Override
        public String toString() {
            return "SealedGrant[" + keyId + "]";
        }
    }

    /** A grant in the hands of the one who renews the profile. */
    public record Claimed(
            IdentityId identity,
            AppId app,
            OpenId openId,
            Buffer accessToken,
            Buffer refreshToken,
            Instant accessExpiresAt,
            int version) {
        @Override
        public String toString() {
            return "Claimed[" + identity + "]";
        }
    }

    /** A login's grant takes the place of any before it. */
    public static Future<Void> keep(SqlClient client, IdentityId identity, SealedGrant grant, Instant dueAt) {
        return client.preparedQuery(KEEP)
                .execute(Tuple.of(identity.value(), grant.accessToken(), grant.refreshToken(), grant.keyId())
                        .addValue(time(grant.accessExpiresAt()))
                        .addValue(time(dueAt)))
                .mapEmpty();
    }

    /** The grant of this session's identity if its profile is due, for nobody else until then. */
    public static Future<Optional<Claimed>> claim(SqlClient client, SessionId session, Instant now, Instant until) {
        return client.preparedQuery(CLAIM)
                .execute(Tuple.of(session.value(), time(now), time(until)))
                .map(rows -> Rows.first(rows, GrantQueries::claimed));
    }

    /** Puts renewed tokens in place of that version; tells whether it still was the current one. */
    public static Future<Boolean> renew(SqlClient client, IdentityId identity, int version, SealedGrant grant) {
        return client.preparedQuery(RENEW)
                .execute(Tuple.of(identity.value(), version, grant.accessToken(), grant.refreshToken())
                        .addValue(grant.keyId())
                        .addValue(time(grant.accessExpiresAt())))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Drops the tokens of that version; {@code wechat_grant.ended}. */
    public static Future<Void> end(SqlClient client, IdentityId identity, int version, Instant now, String reason) {
        return client.preparedQuery(END_VERSION)
                .execute(Tuple.of(identity.value(), time(now), reason, version))
                .mapEmpty();
    }

    /** As {@link #end}, whichever version it is, so that nothing fetches again what was taken back. */
    public static Future<Void> endAny(SqlClient client, IdentityId identity, Instant now, String reason) {
        return client.preparedQuery(END_ANY_VERSION)
                .execute(Tuple.of(identity.value(), time(now), reason))
                .mapEmpty();
    }

    /** What WeChat told with that version, due again later; {@code user.profile_changed} if that changed anything. */
    public static Future<Void> told(
            SqlClient client, IdentityId identity, int version, Profile profile, Instant now, Instant dueAt) {
        return client.preparedQuery(PROFILE)
                .execute(Tuple.of(identity.value(), version, profile.nickName(), profile.avatarUrl())
                        .addValue(time(now))
                        .addValue(time(dueAt)))
                .mapEmpty();
    }

    private static Claimed claimed(Row row) {
        return new Claimed(
                new IdentityId(row.getUUID("id")),
                new AppId(row.getString("app_id")),
                new OpenId(row.getString("openid")),
                row.getBuffer("access_token_enc"),
                row.getBuffer("refresh_token_enc"),
                row.getOffsetDateTime("access_expires_at").toInstant(),
                row.getInteger("version"));
    }
}
