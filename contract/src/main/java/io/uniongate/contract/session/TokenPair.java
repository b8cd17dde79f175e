package io.uniongate.contract.session;

import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a client holds after signing in; an ID token only where OpenID Connect asks for one. */
public record TokenPair(
        Secret accessToken,
        Duration expiresIn,
        Secret refreshToken,
        Duration refreshExpiresIn,
        Scope scope,
        @Nullable Secret idToken) {}
