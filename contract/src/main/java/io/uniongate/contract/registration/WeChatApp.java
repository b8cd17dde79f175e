package io.uniongate.contract.registration;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * One configured WeChat app; without an Open Platform account its people have no unionid.
 *
 * <p>With a component its logins go through that third-party platform (protocol.md §1.13), and it may have no
 * secret here; then WeChat can be asked nothing in the app's own name.
 */
public record WeChatApp(
        AppId id,
        AppKind kind,
        @Nullable OpenPlatform openPlatform,
        @Nullable Secret secret,
        @Nullable Component component,
        SignUp signUp) {
    public WeChatApp {
        if (secret == null && component == null) {
            throw new IllegalArgumentException("an app needs a secret, a component, or both");
        }
    }

    /** One that asks WeChat for itself. */
    public WeChatApp(AppId id, AppKind kind, @Nullable OpenPlatform openPlatform, Secret secret, SignUp signUp) {
        this(id, kind, openPlatform, secret, null, signUp);
    }

    /** The secret, or {@code APP_SECRET_MISSING}. */
    public Secret requireSecret() {
        if (secret == null) {
            throw new ProblemException(new Problem.AppSecretMissing());
        }
        return secret;
    }
}
