package io.uniongate.contract.account;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.time.Instant;
import java.util.List;

/** What an account's owner may see and change; a merged id answers for the survivor. */
public sealed interface Accounts<R> extends Request<R> {
    /** The user, or {@code TOKEN_INVALID} when the account is gone. */
    record Find(UserId user) implements Accounts<User> {}

    /** Sets what the profile names and leaves what it does not. */
    record ChangeProfile(UserId user, Profile profile) implements Accounts<User> {}

    /** Sets the profile that WeChat signed and encrypted under this session's session_key. */
    record ChangeVerifiedProfile(UserId user, SessionId session, EncryptedProfile profile) implements Accounts<User> {}

    record Identities(UserId user) implements Accounts<List<Identity>> {}

    /** Removes all personal data and ends all sessions; asking again changes nothing. */
    record Erase(UserId user) implements Accounts<Void> {}

    /** A linked app; {@code kind} as the configuration spells it. */
    record Identity(IdentityId id, String kind, AppId appId, Instant linkedAt) {}
}
