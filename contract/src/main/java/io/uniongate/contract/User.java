package io.uniongate.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person as their own client sees them (api.md); {@code unified} says that a unionid is known. */
public record User(
        UserId id,
        @Nullable String nickName,
        @Nullable String avatarUrl,
        @Nullable String phone,
        Instant createdAt,
        boolean unified) {
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
