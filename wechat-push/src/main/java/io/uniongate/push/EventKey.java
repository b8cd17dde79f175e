package io.uniongate.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.contract.AppId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names an event the same in each of its deliveries, without telling whose it is (protocol.md §1.11, retry).
 *
 * <p>{@code RevokeInfo} is of it, so that two withdrawals of one second stay two.
 */
final class EventKey {
    private static final List<String> PARTS =
            List.of("FromUserName", "CreateTime", "Event", "EventKey", "OpenID", "RevokeInfo");

    private EventKey() {}

    static String of(AppId app, Fields message) {
        MessageDigest digest = sha256();
        update(digest, app.value());
        PARTS.forEach(part -> update(digest, message.text(part)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length in front, so that no two lists of parts read the same. */
    private static void update(MessageDigest digest, String part) {
        digest.update((part.length() + ":" + part).getBytes(UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
