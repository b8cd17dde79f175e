package io.uniongate.db;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UserId;
import org.jspecify.annotations.Nullable;

/** What a bulk command knows of a person besides who it is. */
public record BulkDescription(
        UserId user,
        IdentityId identity,
        Profile profile,
        @Nullable String externalId) {}
