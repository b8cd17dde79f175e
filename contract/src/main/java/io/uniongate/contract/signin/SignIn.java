package io.uniongate.contract.signin;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.session.TokenPair;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Signing in from a mini program. */
public sealed interface SignIn<R> extends Request<R> {
    /**
     * Signs in with the code of wx.login; the same code with the same idempotency key gives the same sign-in and
     * reaches WeChat once.
     */
    record WithMiniProgramCode(
            AppId app, Secret code, @Nullable Secret idempotencyKey, Device device) implements SignIn<Outcome> {}

    /** Turns a pending registration into a user, with the profile that WeChat signed and encrypted. */
    record WithProfile(Secret session, EncryptedProfile profile, Device device) implements SignIn<SignedIn> {}

    /** What wx.getUserInfo gives (protocol.md §1.10); {@code rawData} byte for byte as received. */
    record EncryptedProfile(String rawData, String signature, String encryptedData, String iv) {
        @Override
        public String toString() {
            return "EncryptedProfile[…]";
        }
    }

    /** How a sign-in with a code ended. */
    sealed interface Outcome {}

    record SignedIn(TokenPair tokens, User user, boolean isNewUser) implements Outcome {}

    /** Nobody is known yet and this app wants a profile first; the one-shot handle stands for the person. */
    record ProfileRequired(Secret session, Duration expiresIn) implements Outcome {}
}
