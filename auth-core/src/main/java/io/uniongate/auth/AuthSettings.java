package io.uniongate.auth;

import io.uniongate.db.Sharing;
import java.net.URI;
import java.time.Duration;

/** How tokens are made and how long they live (api.md, {@code tokens}), and whether statements are shared. */
public record AuthSettings(URI issuer, Duration accessTokenTtl, Duration refreshTokenTtl, Sharing sharing) {
    /** However often somebody comes back, WeChat is asked again after this time (ASVS 10.4.8). */
    static final Duration LONGEST_SESSION = Duration.ofDays(365);

    public AuthSettings(URI issuer, Duration accessTokenTtl, Duration refreshTokenTtl) {
        this(issuer, accessTokenTtl, refreshTokenTtl, Sharing.ADAPTIVE);
    }

    public AuthSettings withSharing(Sharing other) {
        return new AuthSettings(issuer, accessTokenTtl, refreshTokenTtl, other);
    }

    /** A session ends at the latest then, whatever its refreshes. */
    Duration absoluteLifetime() {
        return refreshTokenTtl.compareTo(LONGEST_SESSION) > 0 ? refreshTokenTtl : LONGEST_SESSION;
    }
}
