package io.uniongate.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.contract.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How WeChat signs a push: SHA-1 over the sorted parts, the Token among them (protocol.md §1.11). */
final class Signature {
    private Signature() {}

    static String of(Secret token, String timestamp, String nonce, String... more) {
        String parts = Stream.concat(Stream.of(token.reveal(), timestamp, nonce), Stream.of(more))
                .sorted()
                .collect(Collectors.joining());
        return HexFormat.of().formatHex(sha1().digest(parts.getBytes(UTF_8)));
    }

    /** In the same time wherever they differ. */
    static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
