package io.uniongate.auth;

import java.net.URI;
import java.time.Duration;

/** How tokens are made and how long they live (api.md, {@code tokens}). */
public record AuthSettings(URI issuer, Duration accessTokenTtl, Duration refreshTokenTtl) {
    /** However often somebody comes back, WeChat is asked again after this time (ASVS 10.4.8). */
    static final Duration LONGEST_SESSION = Duration.ofDays(365);

    /** A session ends at the latest then, whatever its refreshes. */
    Duration absoluteLifetime() {
        return refreshTokenTtl.compareTo(LONGEST_SESSION) > 0 ? refreshTokenTtl : LONGEST_SESSION;
    }
}
