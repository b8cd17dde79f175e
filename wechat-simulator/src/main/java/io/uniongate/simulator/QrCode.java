package io.uniongate.simulator;

import java.time.Instant;

/** A service account's QR code with a scene (protocol.md §1.11). */
record QrCode(String ticket, String url, String appId, String scene, Instant expiresAt) {
    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
