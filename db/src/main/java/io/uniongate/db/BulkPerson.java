package io.uniongate.db;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import java.time.Instant;

/** One of many to be unified, with the ids that are used if the person or the identity is new. */
public record BulkPerson(Person person, UserId user, IdentityId identity, Instant createdAt) {
    /** Who it is after all. */
    public record Unified(BulkOutcome outcome, UserId user, IdentityId identity) {}
}
