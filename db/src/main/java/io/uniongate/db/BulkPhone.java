package io.uniongate.db;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import io.uniongate.db.ContactQueries.SealedPhone;

/** A phone number that another system knew of a person, with the identity it came with. */
public record BulkPhone(UserId user, IdentityId identity, AppId app, SealedPhone number) {}
