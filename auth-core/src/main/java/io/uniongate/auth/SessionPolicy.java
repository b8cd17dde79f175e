package io.uniongate.auth;

import com.github.f4b6a3.uuid.UuidCreator;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Scope;
import io.uniongate.contract.SessionId;
import io.uniongate.db.NewSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long a session lives, and what is kept of where it came from. */
final class SessionPolicy {
    private final AuthSettings settings;
    private final Clock clock;

    SessionPolicy(AuthSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A session that starts now, with an id that nobody knew before (S16). */
    NewSession open(ClientId client, Scope scope, Device device) {
        return open(client, scope, device, clock.instant());
    }

    /** As {@link #open(ClientId, Scope, Device)}, for somebody who signed in a moment ago. */
    NewSession open(ClientId client, Scope scope, Device device, Instant signedInAt) {
        return new NewSession(
                new SessionId(UuidCreator.getTimeOrderedEpoch()),
                client,
                scope,
                IpPrefix.of(device.ipAddress()),
                device.userAgent(),
                signedInAt,
                idleExpiry(signedInAt),
                signedInAt.plus(settings.absoluteLifetime()));
    }

    Instant idleExpiry(Instant now) {
        return now.plus(settings.refreshTokenTtl());
    }

    /** A cookie outlives no session; the session decides when it ends before that. */
    Duration longestCookie() {
        return settings.absoluteLifetime();
    }
}
