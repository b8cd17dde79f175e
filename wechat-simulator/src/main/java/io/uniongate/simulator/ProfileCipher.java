package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Signs and encrypts a profile as WeChat's client does (protocol.md §1.10, 开放数据校验与解密). */
final class ProfileCipher {
    private final String sessionKey;
    private final byte[] iv;

    ProfileCipher(String sessionKey, byte[] iv) {
        this.sessionKey = sessionKey;
        this.iv = iv.clone();
    }

    EncryptedProfile seal(User user, App app, Grant.Identity identity, Instant now) {
        String rawData = profile(user).encode();
        return new EncryptedProfile(
                rawData,
                sign(rawData),
                encrypt(plaintext(user, app, identity, now).encode()),
                vector());
    }

    String vector() {
        return Base64.getEncoder().encodeToString(iv);
    }

    String sign(String rawData) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((rawData + sessionKey).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String encrypt(String plaintext) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(sessionKey), "AES");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plaintext.getBytes(UTF_8)));
        } catch (GeneralSecurityException invalidKey) {
            throw new IllegalArgumentException("the session_key is not 16 bytes in base64", invalidKey);
        }
    }

    private static JsonObject plaintext(User user, App app, Grant.Identity identity, Instant now) {
        JsonObject plaintext = new JsonObject().put("openId", identity.openId()).mergeIn(profile(user));
        if (identity.unionId() != null) {
            plaintext.put("unionId", identity.unionId());
        }
        return plaintext.put("watermark", Dialled.watermark(app, now));
    }

    private static JsonObject profile(User user) {
        return new JsonObject()
                .put("nickName", user.nickname())
                .put("gender", 0)
                .put("language", "zh_CN")
                .put("city", "")
                .put("province", "")
                .put("country", "")
                .put("avatarUrl", user.avatarUrl());
    }
}
