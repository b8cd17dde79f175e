package io.uniongate.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingAesKeyTest {
    private static final AppId APP = new AppId("wx1111111111111111");
    private static final Secret ENCODED = new Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    private static final EncodingAesKey KEY = new EncodingAesKey(ENCODED);
    private static final int HEADER = 20;

    static Stream<Integer> paddings() {
        return Stream.iterate(1, padding -> padding <= 32, padding -> padding + 1);
    }

    @ParameterizedTest
    @MethodSource("paddings")
    void opensEveryPaddingFromOneTo32(int padding) {
        String message = "m".repeat(96 - HEADER - APP.value().length() - padding);

        String sealed = KEY.seal(new byte[16], message, APP);

        assertThat(plaintext(sealed)[95]).isEqualTo((byte) padding);
        assertThat(KEY.open(sealed, APP)).contains(message);
    }

    @ParameterizedTest
    @MethodSource("paddings")
    @Tag("T67")
    void refusesAPaddingWithAnyByteWrong(int padding) {
        byte[] plain = plaintext(
                KEY.seal(new byte[16], "m".repeat(96 - HEADER - APP.value().length() - padding), APP));

        for (int at = plain.length - padding; at < plain.length; at++) {
            byte[] damaged = plain.clone();
            damaged[at] ^= 0x40;
            assertThat(KEY.open(encrypted(damaged), APP)).as("byte %d", at).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33, 64, 127, -1, -32})
    @Tag("T67")
    void refusesAPaddingThatCannotBe(int padding) {
        byte[] plain = plain(5, "hello");
        Arrays.fill(plain, HEADER + 5 + APP.value().length(), plain.length, (byte) padding);

        assertThat(KEY.open(encrypted(plain), APP)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 4, 6, 24, 1000, Integer.MAX_VALUE})
    @Tag("T67")
    void refusesALengthThatIsNotTheMessages(int length) {
        assertThat(KEY.open(encrypted(plain(length, "hello")), APP)).isEmpty();
        assertThat(KEY.open(encrypted(plain(5, "hello")), APP)).contains("hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 31, 33, 48})
    @Tag("T67")
    void refusesWhatIsNotWholeBlocks(int length) {
        assertThat(KEY.open(Base64.getEncoder().encodeToString(new byte[length]), APP))
                .isEmpty();
    }

    @Test
    void refusesAPaddingThatReachesIntoTheHeader() {
        byte[] plain = new byte[32];
        Arrays.fill(plain, (byte) 32);

        assertThat(KEY.open(encrypted(plain), APP)).isEmpty();
    }

    @Test
    void refusesWhatIsNotBase64() {
        assertThat(KEY.open("*".repeat(44), APP)).isEmpty();
    }

    private static byte[] plain(int length, String message) {
        ByteBuffer plain = ByteBuffer.allocate(64)
                .put(new byte[16])
                .putInt(length)
                .put(message.getBytes(UTF_8))
                .put(APP.value().getBytes(UTF_8));
        int padding = plain.remaining();
        Arrays.fill(plain.array(), plain.position(), plain.capacity(), (byte) padding);
        return plain.array();
    }

    private static byte[] plaintext(String sealed) {
        return cipher(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(sealed));
    }

    private static String encrypted(byte[] plain) {
        return Base64.getEncoder().encodeToString(cipher(Cipher.ENCRYPT_MODE, plain));
    }

    private static byte[] cipher(int mode, byte[] bytes) {
        byte[] key = Base64.getDecoder().decode(ENCODED.reveal());
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
