package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.Secret;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final String OLD = "k1:" + base64('a', 32);
    private static final String NEW = "k2:" + base64('b', 32);

    @Test
    void opensWhatItSealed() {
        Sealer sealer = sealer(OLD);

        Buffer sealed = sealer.seal(new Secret("tiihtNczf5v6AKRyjwEUhQ=="), "identity:7");

        assertThat(sealer.open(sealed, "identity:7").reveal()).isEqualTo("tiihtNczf5v6AKRyjwEUhQ==");
    }

    @Test
    @Tag("S5")
    void showsNothingOfThePlainText() {
        Buffer sealed = sealer(OLD).seal(new Secret("session-key"), "identity:7");

        assertThat(sealed.toString(StandardCharsets.ISO_8859_1)).doesNotContain("session");
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        Sealer sealer = sealer(OLD);

        assertThat(sealer.seal(new Secret("same"), "row")).isNotEqualTo(sealer.seal(new Secret("same"), "row"));
    }

    @Test
    @Tag("S31")
    void refusesAValueThatBelongsToAnotherRow() {
        Sealer sealer = sealer(OLD);
        Buffer sealed = sealer.seal(new Secret("session-key"), "identity:7");

        assertThatThrownBy(() -> sealer.open(sealed, "identity:8"))
                .isInstanceOf(UnsealException.class)
                .hasMessageContaining("'k1'")
                .hasMessageContaining("another row");
    }

    @Test
    void refusesAnAlteredValue() {
        Sealer sealer = sealer(OLD);
        Buffer sealed = sealer.seal(new Secret("session-key"), "identity:7");
        int last = sealed.length() - 1;
        sealed.setByte(last, (byte) (sealed.getByte(last) ^ 1));

        assertThatThrownBy(() -> sealer.open(sealed, "identity:7")).isInstanceOf(UnsealException.class);
    }

    @Test
    void opensOldValuesAndSealsWithTheNewKeyAfterARotation() {
        Buffer old = sealer(OLD).seal(new Secret("value"), "row");
        Sealer rotated = sealer(NEW, OLD);

        Buffer fresh = rotated.seal(new Secret("value"), "row");

        assertThat(rotated.open(old, "row").reveal()).isEqualTo("value");
        assertThat(rotated.sealedWith(old)).contains("k1");
        assertThat(rotated.sealedWith(fresh)).contains("k2");
        assertThat(rotated.primaryKeyId()).isEqualTo("k2");
    }

    @Test
    void namesTheKeysItKnowsWhenOneWasRemoved() {
        Buffer old = sealer(OLD).seal(new Secret("value"), "row");
        Sealer without = sealer(NEW);

        assertThat(without.sealedWith(old)).isEmpty();
        assertThatThrownBy(() -> without.open(old, "row"))
                .isInstanceOf(UnsealException.class)
                .hasMessageContaining("not in encryption.keys (known: k2)");
    }

    @Test
    void refusesSomethingThatWasNeverSealed() {
        Sealer sealer = sealer(OLD);

        assertThatThrownBy(() -> sealer.open(Buffer.buffer(new byte[] {1, 2}), "row"))
                .isInstanceOf(UnsealException.class);
        assertThatThrownBy(() -> sealer.open(Buffer.buffer("plain text in the column"), "row"))
                .isInstanceOf(UnsealException.class);
    }

    @Test
    void namesTheEntryAndTheCureForEachMistakeButNeverTheKey() {
        assertThatThrownBy(() -> sealer(OLD, "k2:" + base64('b', 31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("encryption.keys[1] ('k2') is 31 bytes long, expected \"<label>:<base64 of 32 bytes>\","
                        + " a key made by: openssl rand -base64 32");
        assertThatThrownBy(() -> sealer("k1:not*base64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encryption.keys[0] ('k1') is not base64")
                .hasMessageNotContaining("not*base64");
        assertThatThrownBy(() -> sealer(base64('a', 32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encryption.keys[0] has no label")
                .hasMessageNotContaining(base64('a', 32));
        assertThatThrownBy(() -> sealer(OLD, "k1:" + base64('b', 32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the label 'k1' twice");
        assertThatThrownBy(() -> Sealer.from(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encryption.keys is empty");
    }

    @Test
    void printsLabelsOnly() {
        assertThat(sealer(NEW, OLD)).hasToString("Sealer[k2, k1]");
    }

    private static Sealer sealer(String... entries) {
        return Sealer.from(Stream.of(entries).map(Secret::new).toList());
    }

    private static String base64(char letter, int length) {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) letter);
        return Base64.getEncoder().encodeToString(key);
    }
}
