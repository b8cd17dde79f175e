package io.uniongate.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One EncodingAESKey and what WeChat does with it (protocol.md §1.11): AES-256-CBC, the IV being the key's beginning,
 * over 16 random bytes, the message's length, the message, the receiver's appid and a padding to blocks of 32.
 */
final class EncodingAesKey {
    /** Of the padding, not of AES; Java's own unpadding knows 16 at most. */
    private static final int BLOCK = 32;

    private static final int RANDOM = 16;
    private static final int HEADER = RANDOM + Integer.BYTES;

    private final byte[] key;

    EncodingAesKey(Secret encoded) {
        this.key = Base64.getDecoder().decode(encoded.reveal());
    }

    /** The message, if it is one to this receiver under this key. */
    Optional<String> open(String encrypted, AppId receiver) {
        byte[] bytes = decode(encrypted);
        if (bytes.length == 0 || bytes.length % BLOCK != 0) {
            return Optional.empty();
        }
        return message(cipher(Cipher.DECRYPT_MODE, bytes), receiver.value().getBytes(UTF_8));
    }

    String seal(byte[] random, String message, AppId receiver) {
        byte[] text = message.getBytes(UTF_8);
        byte[] trailer = receiver.value().getBytes(UTF_8);
        int length = HEADER + text.length + trailer.length;
        int padding = BLOCK - length % BLOCK;
        ByteBuffer plain = ByteBuffer.allocate(length + padding)
                .put(random, 0, RANDOM)
                .putInt(text.length)
                .put(text)
                .put(trailer);
        Arrays.fill(plain.array(), length, plain.capacity(), (byte) padding);
        return Base64.getEncoder().encodeToString(cipher(Cipher.ENCRYPT_MODE, plain.array()));
    }

    private static Optional<String> message(byte[] padded, byte[] receiver) {
        int end = padded.length - padding(padded);
        int length = ByteBuffer.wrap(padded).getInt(RANDOM);
        if (end == padded.length || length < 0 || length > end - HEADER) {
            return Optional.empty();
        }
        byte[] trailer = Arrays.copyOfRange(padded, HEADER + length, end);
        return MessageDigest.isEqual(trailer, receiver)
                ? Optional.of(new String(padded, HEADER, length, UTF_8))
                : Optional.empty();
    }

    /** How many bytes of padding there are, or none when they are not all as they must be. */
    private static int padding(byte[] padded) {
        int padding = padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK) {
            return 0;
        }
        for (int at = padded.length - padding; at < padded.length; at++) {
            if (padded[at] != padding) {
                return 0;
            }
        }
        return padding;
    }

    private static byte[] decode(String encrypted) {
        try {
            return Base64.getDecoder().decode(encrypted);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    private byte[] cipher(int mode, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, RANDOM));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
