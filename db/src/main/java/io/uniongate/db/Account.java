package io.uniongate.db;

import io.uniongate.contract.Profile;
import io.uniongate.contract.UserId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as stored; the phone still sealed. */
public record Account(
        UserId id,
        Instant createdAt,
        Profile profile,
        @Nullable SealedContact phone,
        boolean unified) {
    /** A phone at rest; the contact's id is its associated data. */
    public record SealedContact(UUID id, Buffer sealed) {}

    /** The columns of {@link #of}, for a statement that has {@code u} for users. */
    static final String COLUMNS = """
            u.id, u.created_at, p.nick_name, p.avatar_url, c.id AS contact_id, c.value_enc,
            EXISTS (SELECT FROM union_identity n WHERE n.user_id = u.id) AS unified""";

    /** What {@link #COLUMNS} reads from besides {@code u}; an imported number is shown until WeChat verified one. */
    static final String JOINS = """
            LEFT JOIN user_profile p ON p.user_id = u.id
            LEFT JOIN LATERAL (SELECT id, value_enc FROM contact
                WHERE user_id = u.id AND kind = 'PHONE'
                ORDER BY verified_at DESC NULLS LAST, id LIMIT 1) c ON true""";

    static Account of(Row row) {
        Buffer phone = row.getBuffer("value_enc");
        return new Account(
                new UserId(row.getUUID("id")),
                row.getOffsetDateTime("created_at").toInstant(),
                new Profile(row.getString("nick_name"), row.getString("avatar_url")),
                phone == null ? null : new SealedContact(row.getUUID("contact_id"), phone),
                row.getBoolean("unified"));
    }
}
