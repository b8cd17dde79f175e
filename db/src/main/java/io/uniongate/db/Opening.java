package io.uniongate.db;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in of a person who is known: with a session or, where a code comes first, without one.
 *
 * <p>{@code signInAs} is set when unification decided whom to sign in, whatever the identity says.
 */
public record Opening(
        Person person,
        @Nullable UserId signInAs,
        @Nullable NewSession session,
        @Nullable SealedKey key) {
    public Opening as(UserId user) {
        return new Opening(person, user, session, key);
    }

    public Opening with(Person other) {
        return new Opening(other, signInAs, session, key);
    }

    /** Who was signed in. */
    public record Opened(Account account, IdentityId identity) {}
}
