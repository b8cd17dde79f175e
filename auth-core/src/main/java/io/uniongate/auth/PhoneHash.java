package io.uniongate.auth;

import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of phone numbers, which without its key could be undone by trying them all. */
record PhoneHash(Secret key) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    static Secret newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Secret(Base64.getEncoder().encodeToString(key));
    }

    Buffer of(PhoneNumber number) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), ALGORITHM));
            return Buffer.buffer(mac.doFinal(number.e164().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
