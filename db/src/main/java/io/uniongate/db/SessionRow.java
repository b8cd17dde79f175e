package io.uniongate.db;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as stored. */
public record SessionRow(
        SessionId id,
        UserId user,
        ClientId client,
        @Nullable IdentityId identity,
        Scope scope,
        int counter,
        Instant createdAt,
        Instant rotatedAt,
        Instant idleExpiresAt,
        Instant absoluteExpiresAt,
        boolean revoked) {
    static final String COLUMNS = """
            s.id, s.user_id, s.client_id, s.identity_id, s.scope, s.refresh_counter, s.created_at, s.rotated_at,
            s.idle_expires_at, s.absolute_expires_at, s.revoked_at""";

    static SessionRow of(Row row) {
        UUID identity = row.getUUID("identity_id");
        return new SessionRow(
                new SessionId(row.getUUID("id")),
                new UserId(row.getUUID("user_id")),
                new ClientId(row.getString("client_id")),
                identity == null ? null : new IdentityId(identity),
                Scope.parse(row.getString("scope")),
                row.getInteger("refresh_counter"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("rotated_at").toInstant(),
                row.getOffsetDateTime("idle_expires_at").toInstant(),
                row.getOffsetDateTime("absolute_expires_at").toInstant(),
                row.getOffsetDateTime("revoked_at") != null);
    }

    /** Neither ended nor run out. */
    public boolean isLive(Instant now) {
        return !revoked && idleExpiresAt.isAfter(now) && absoluteExpiresAt.isAfter(now);
    }

    /** When it runs out if nobody comes back. */
    public Instant expiresAt() {
        return idleExpiresAt.isBefore(absoluteExpiresAt) ? idleExpiresAt : absoluteExpiresAt;
    }
}
