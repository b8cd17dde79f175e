package io.uniongate.contract.account;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account's owner may see and change; a merged id answers for the survivor. */
public sealed interface Accounts<R> extends Request<R> {
    /**
     * The user, or {@code TOKEN_INVALID} when the account is gone. Behind the answer to a reader that wants profiles
     * fresh, one that is old is fetched from WeChat again.
     */
    record Find(UserId user, @Nullable Reader reader) implements Accounts<User> {
        public Find(UserId user) {
            this(user, null);
        }
    }

    /** The client that reads, and the session whose WeChat identity the profile is of. */
    record Reader(ClientId client, SessionId session) {}

    /** Sets what the profile names and leaves what it does not. */
    record ChangeProfile(UserId user, Profile profile) implements Accounts<User> {}

    /** Sets the profile that WeChat signed and encrypted under this session's session_key. */
    record ChangeVerifiedProfile(UserId user, SessionId session, EncryptedProfile profile) implements Accounts<User> {}

    /**
     * Keeps the phone number that the code of {@code getPhoneNumber} stands for; fails with
     * {@code PHONE_CODE_INVALID}.
     */
    record VerifyPhone(UserId user, SessionId session, Secret code) implements Accounts<User> {}

    /** As {@link VerifyPhone}, with the number as older clients get it: encrypted under this session's session_key. */
    record VerifyEncryptedPhone(UserId user, SessionId session, EncryptedPhone phone) implements Accounts<User> {}

    /** Whether WeChat still holds the session_key of this session; one that it does not is dropped. */
    record CheckSessionKey(SessionId session) implements Accounts<Boolean> {}

    record Identities(UserId user) implements Accounts<List<Identity>> {}

    /** Removes all personal data and ends all sessions; asking again changes nothing. */
    record Erase(UserId user) implements Accounts<Void> {}

    /**
     * A linked app; {@code kind} as the configuration spells it. With {@code reauthorize} WeChat ended the grant by
     * which the profile was kept fresh: only another login with consent gives a new one. {@code follows} is missing
     * where WeChat never told whether the person follows.
     */
    record Identity(
            IdentityId id,
            String kind,
            AppId appId,
            Instant linkedAt,
            boolean reauthorize,
            @Nullable Boolean follows) {}

    /** What {@code getPhoneNumber} gives besides its code (protocol.md §1.7); carries no signature. */
    record EncryptedPhone(String encryptedData, String iv) {
        @Override
        public String toString() {
            return "EncryptedPhone[…]";
        }
    }
}
