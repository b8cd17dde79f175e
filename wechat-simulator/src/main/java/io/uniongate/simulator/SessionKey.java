package io.uniongate.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of one person in one mini program; WeChat tells nobody how long one lives (protocol.md §1.1). */
record SessionKey(String value, Instant expiresAt) {
    static final Duration LIFETIME = Duration.ofDays(30);

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** HMAC with the key's text, not with what it decodes to (protocol.md §1.8). */
    static String sign(String key, String data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "SessionKey[" + expiresAt + "]";
    }
}
