package io.uniongate.auth;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.account.Accounts.EncryptedPhone;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks and opens what a mini program sends under its session_key (protocol.md §1.10).
 *
 * <p>CBC carries no authentication, so whatever goes wrong before the plaintext is read is one and the same
 * refusal, {@code SESSION_KEY_STALE}: anything finer would be a padding oracle.
 */
final class ClientData {
    /** Longer than a person needs to press a button, shorter than a stolen request is worth keeping. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final int KEY_BYTES = 16;
    /** Strict, since whoever alters a ciphertext needs a place for what he cannot choose. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Clock clock;

    ClientData(Clock clock) {
        this.clock = clock;
    }

    /** What WeChat itself says of a person, proven by the session_key. */
    record Proven(@Nullable UnionId unionId, Profile profile) {}

    /** Verifies the signature, decrypts, and checks app, age and openId of what comes out. */
    Proven open(EncryptedProfile data, Secret sessionKey, AppId app, OpenId openId) {
        if (!isSigned(data, sessionKey)) {
            throw new ProblemException(new Problem.SessionKeyStale());
        }
        JsonNode plain = decrypt(data.encryptedData(), data.iv(), sessionKey);
        if (!isMarkedFor(app, plain)
                || !plain.path("openId").asText(openId.value()).equals(openId.value())) {
            throw new ProblemException(new Problem.DataRejected());
        }
        String unionId = plain.path("unionId").asText("");
        return new Proven(unionId.isBlank() ? null : new UnionId(unionId), profile(plain));
    }

    /** Decrypts a phone number, which WeChat does not sign (protocol.md §1.7), and checks app and age of it. */
    PhoneNumber openPhone(EncryptedPhone data, Secret sessionKey, AppId app) {
        JsonNode plain = decrypt(data.encryptedData(), data.iv(), sessionKey);
        return DecryptedPhone.read(plain)
                .filter(phone -> isMarkedFor(app, plain))
                .orElseThrow(() -> new ProblemException(new Problem.DataRejected()));
    }

    private boolean isMarkedFor(AppId app, JsonNode plain) {
        JsonNode watermark = plain.path("watermark");
        return watermark.path("appid").asText().equals(app.value())
                && isFresh(watermark.path("timestamp").asLong());
    }

    /** Compared as seconds, since a forged time may be none that a calendar knows. */
    private boolean isFresh(long producedAt) {
        long now = clock.instant().getEpochSecond();
        return producedAt >= now - FRESH.toSeconds() && producedAt <= now + FRESH.toSeconds();
    }

    private static boolean isSigned(EncryptedProfile data, Secret sessionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(utf8(data.rawData() + sessionKey.reveal()));
            return MessageDigest.isEqual(utf8(HexFormat.of().formatHex(digest)), utf8(data.signature()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-1", e);
        }
    }

    private static JsonNode decrypt(String encryptedData, String iv, Secret sessionKey) {
        try {
            byte[] key = base64(sessionKey.reveal());
            if (key.length != KEY_BYTES) {
                throw new GeneralSecurityException("A session_key has 16 bytes");
            }
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(base64(iv)));
            JsonNode plain = JSON.readTree(cipher.doFinal(base64(encryptedData)));
            if (plain.isObject()) {
                return plain;
            }
        } catch (GeneralSecurityException | IllegalArgumentException | IOException stale) {
            // Each would tell an attacker something different.
        }
        throw new ProblemException(new Problem.SessionKeyStale());
    }

    /** A client that decodes twice turns {@code +} into a space. */
    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace(' ', '+'));
    }

    private static Profile profile(JsonNode plain) {
        return Profile.fromWeChat(
                plain.path("nickName").asText(null), plain.path("avatarUrl").asText(null));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
