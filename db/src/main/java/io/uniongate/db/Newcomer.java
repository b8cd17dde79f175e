package io.uniongate.db;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UserId;
import java.time.Instant;

/** Somebody nobody has seen yet, and the ids that the new rows will have. */
public record Newcomer(Opening opening, UserId user, IdentityId identity, Instant createdAt) {
    Opening.Opened opened() {
        boolean unified = opening.person().unionId() != null;
        return new Opening.Opened(new Account(user, createdAt, Profile.EMPTY, null, unified), identity);
    }
}
