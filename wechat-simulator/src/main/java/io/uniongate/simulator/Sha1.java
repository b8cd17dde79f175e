package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The digest that WeChat signs pushes and pages with, in hex. */
final class Sha1 {
    private Sha1() {}

    static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A push's signature (protocol.md §1.11): over its parts in the order of their characters. */
    static String ofSorted(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        return of(String.join("", sorted));
    }
}
