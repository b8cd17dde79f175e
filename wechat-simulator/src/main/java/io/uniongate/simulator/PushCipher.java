package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a push (protocol.md §1.11, 消息加解密): AES-256-CBC, padded to blocks of 32 bytes, the appid at the end. */
final class PushCipher {
    private static final int BLOCK = 32;
    private static final int VECTOR = 16;

    private final byte[] key;

    PushCipher(String encodingAesKey) {
        this.key = Base64.getDecoder().decode(encodingAesKey);
    }

    /** {@code random} is 16 characters. */
    String seal(String random, String message, String appId) {
        byte[] text = message.getBytes(UTF_8);
        byte[] tail = appId.getBytes(UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(random.length() + Integer.BYTES + text.length + tail.length)
                .put(random.getBytes(UTF_8))
                .putInt(text.length)
                .put(text)
                .put(tail);
        return encrypt(padded(plain.array()));
    }

    private static byte[] padded(byte[] plain) {
        int missing = BLOCK - plain.length % BLOCK;
        byte[] padded = Arrays.copyOf(plain, plain.length + missing);
        Arrays.fill(padded, plain.length, padded.length, (byte) missing);
        return padded;
    }

    private String encrypt(byte[] padded) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            IvParameterSpec vector = new IvParameterSpec(key, 0, VECTOR);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), vector);
            return Base64.getEncoder().encodeToString(cipher.doFinal(padded));
        } catch (GeneralSecurityException invalidKey) {
            throw new IllegalArgumentException("the EncodingAESKey is not 43 characters of base64", invalidKey);
        }
    }
}
