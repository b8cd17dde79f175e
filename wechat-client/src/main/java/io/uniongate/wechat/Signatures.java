package io.uniongate.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.contract.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures that WeChat checks: of a session_key, and of a page (protocol.md §1.8, §1.9). */
final class Signatures {
    private static final String HMAC = "HmacSHA256";

    private Signatures() {}

    /** Of the empty text, which is all that proves a session_key. */
    static String ofSession(Secret sessionKey) {
        return ofText("", sessionKey);
    }

    /** The key is the session_key's text, not the bytes it encodes. */
    static String ofText(String text, Secret sessionKey) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(sessionKey.reveal().getBytes(UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is not available in this Java runtime", e);
        }
    }

    /** Raw values in the order of their names, without any escaping; the URL as far as its fragment. */
    static String ofPage(Secret ticket, String nonce, long timestamp, String url) {
        String signed = "jsapi_ticket=" + ticket.reveal() + "&noncestr=" + nonce + "&timestamp=" + timestamp + "&url="
                + withoutFragment(url);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-1 is not available in this Java runtime", e);
        }
    }

    private static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }
}
