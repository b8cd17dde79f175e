package io.uniongate.db;

import io.uniongate.contract.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** One entry of {@code encryption.keys}; its number in the keyset follows from the label, so that it is the same on every node. */
record SealingKey(String label, Secret base64) {
    static final int KEY_BYTES = 32;
    static final String EXPECTED = "\"<label>:<base64 of 32 bytes>\", a key made by: openssl rand -base64 32";

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static SealingKey of(int index, Secret entry) {
        String[] parts = entry.reveal().split(":", 2);
        if (parts.length != 2 || !LABEL.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException("encryption.keys[" + index + "] has no label, expected " + EXPECTED);
        }
        String place = "encryption.keys[" + index + "] ('" + parts[0] + "')";
        int length = decodedLength(place, parts[1].strip());
        if (length != KEY_BYTES) {
            throw new IllegalArgumentException(place + " is " + length + " bytes long, expected " + EXPECTED);
        }
        return new SealingKey(parts[0], new Secret(parts[1].strip()));
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(base64.reveal());
    }

    int id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static int decodedLength(String place, String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + " is not base64, expected " + EXPECTED);
        }
    }
}
