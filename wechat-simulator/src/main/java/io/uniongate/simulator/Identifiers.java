package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes WeChat's identifiers. Those of a person follow from the seed, so that tests and restarts see the same
 * person; those of one login are random, so that a restarted simulator never hands out an old code again.
 */
final class Identifiers {
    private static final char[] ALPHANUMERIC =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int DIGEST_LENGTH = 27;

    private final SecretKeySpec seed;
    private final SecureRandom random = new SecureRandom();

    Identifiers(String seed) {
        this.seed = new SecretKeySpec(("simulator:" + seed).getBytes(UTF_8), "HmacSHA256");
    }

    String openId(String appId, User user, Account account) {
        String pinned = account == Account.REAL ? user.openIds().get(appId) : null;
        return pinned != null ? pinned : digest("openid", account, appId, user);
    }

    String unionId(String openPlatform, User user, Account account) {
        String pinned = account == Account.REAL ? user.unionIds().get(openPlatform) : null;
        return pinned != null ? pinned : digest("unionid", account, openPlatform, user);
    }

    String code() {
        return alphanumeric(32);
    }

    String token() {
        return alphanumeric(110);
    }

    String jsapiTicket() {
        return alphanumeric(86);
    }

    /** What the plaintext of a push begins with. */
    String random16() {
        return alphanumeric(16);
    }

    String digits(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int place = 0; place < length; place++) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    String ticket() {
        return alphanumeric(24);
    }

    String sessionKey() {
        byte[] key = new byte[16];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    byte[] initializationVector() {
        byte[] vector = new byte[16];
        random.nextBytes(vector);
        return vector;
    }

    /** The request id that WeChat appends to every refusal. */
    String rid() {
        return "%08x-%08x-%08x".formatted(random.nextInt(), random.nextInt(), random.nextInt());
    }

    private String digest(String kind, Account account, String scope, User user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(seed);
            byte[] hash = mac.doFinal(
                    String.join("\n", kind, account.name(), scope, user.name()).getBytes(UTF_8));
            return "o"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(hash)
                            .substring(0, DIGEST_LENGTH);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String alphanumeric(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder(length);
        for (byte each : bytes) {
            text.append(ALPHANUMERIC[Math.floorMod(each, ALPHANUMERIC.length)]);
        }
        return text.toString();
    }
}
