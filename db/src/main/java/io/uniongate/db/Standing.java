package io.uniongate.db;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of a person that WeChat named: the identity (app, openid) with its user, and the owner of
 * the unionid.
 */
public record Standing(
        @Nullable KnownIdentity identity, @Nullable KnownUser owner) {
    /** {@code unionid} only as far as it is of the asked scope: others are not comparable. */
    public record KnownIdentity(IdentityId id, @Nullable String unionid, KnownUser user) {}

    /** {@code phones} are hashes of verified numbers. */
    public record KnownUser(UserId id, String status, boolean isProtected, Instant createdAt, Set<String> phones) {
        public KnownUser {
            phones = Set.copyOf(phones);
        }

        public boolean isActive() {
            return status.equals("ACTIVE");
        }
    }

    /** The users a decision rests on, to be locked before it is taken. */
    public Set<UserId> users() {
        return Stream.of(identity == null ? null : identity.user(), owner)
                .flatMap(Stream::ofNullable)
                .map(KnownUser::id)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
