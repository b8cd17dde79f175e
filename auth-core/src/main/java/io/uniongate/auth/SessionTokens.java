package io.uniongate.auth;

import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * Makes and checks refresh tokens and session cookies: version, key number, session id, counter, HMAC-SHA256 of all
 * that. Only the counter is stored, a forged token never reaches the database, and the same counter always gives the
 * same token.
 */
final class SessionTokens {
    private static final byte REFRESH = 1;
    private static final byte COOKIE = 2;
    private static final int CLAIMED_BYTES = 1 + Integer.BYTES + 2 * Long.BYTES + Integer.BYTES;
    private static final int MAC_BYTES = 32;

    private final KeyRing keys;
    private final Clock clock;

    SessionTokens(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What an authentic refresh token says; whether its counter is the current one, only the session knows. */
    record Checked(SessionId session, int counter) {}

    Secret refreshToken(SessionId session, int counter) {
        return token(REFRESH, session, counter);
    }

    Secret cookie(SessionId session) {
        return token(COOKIE, session, 0);
    }

    Optional<Checked> checkRefresh(Secret token) {
        return check(REFRESH, token);
    }

    Optional<SessionId> checkCookie(Secret token) {
        return check(COOKIE, token).map(Checked::session);
    }

    private Secret token(byte version, SessionId session, int counter) {
        KeySet.MacKey key = keys.current().macKey(clock.instant());
        byte[] claimed = ByteBuffer.allocate(CLAIMED_BYTES)
                .put(version)
                .putInt(key.number())
                .putLong(session.value().getMostSignificantBits())
                .putLong(session.value().getLeastSignificantBits())
                .putInt(counter)
                .array();
        byte[] token = Arrays.copyOf(claimed, CLAIMED_BYTES + MAC_BYTES);
        System.arraycopy(mac(key, claimed), 0, token, CLAIMED_BYTES, MAC_BYTES);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    private Optional<Checked> check(byte version, Secret token) {
        byte[] bytes = decode(token);
        if (bytes.length != CLAIMED_BYTES + MAC_BYTES || bytes[0] != version) {
            return Optional.empty();
        }
        ByteBuffer claimed = ByteBuffer.wrap(bytes).position(1);
        return keys.current()
                .macKey(claimed.getInt())
                .filter(key -> isAuthentic(key, bytes))
                .map(key ->
                        new Checked(new SessionId(new UUID(claimed.getLong(), claimed.getLong())), claimed.getInt()));
    }

    private static boolean isAuthentic(KeySet.MacKey key, byte[] token) {
        byte[] expected = mac(key, Arrays.copyOf(token, CLAIMED_BYTES));
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(token, CLAIMED_BYTES, token.length));
    }

    private static byte[] mac(KeySet.MacKey key, byte[] claimed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.key());
            return mac.doFinal(claimed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }

    private static byte[] decode(Secret token) {
        try {
            return Base64.getUrlDecoder().decode(token.reveal());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
