package io.uniongate.auth;

import io.uniongate.contract.Secret;
import java.security.SecureRandom;

/** Makes states, codes and handles: 32 letters and digits, 190 bits, fit for WeChat's state (protocol.md §1.3). */
final class SecretSource {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private final SecureRandom random;

    SecretSource(SecureRandom random) {
        this.random = random;
    }

    Secret next() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Secret(text.toString());
    }
}
