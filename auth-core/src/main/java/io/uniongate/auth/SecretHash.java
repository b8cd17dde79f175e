package io.uniongate.auth;

import io.uniongate.contract.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How secrets of full entropy are kept: as their SHA-256, so that a dump of the database opens nothing. */
final class SecretHash {
    private SecretHash() {}

    static Buffer of(Secret secret) {
        return of(secret.reveal());
    }

    static Buffer of(String text) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
