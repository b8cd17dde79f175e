package io.uniongate.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SafeModeTest {
    private static final JsonObject PUSH = Vectors.encryptedPush();
    private static final JsonObject REPLY = Vectors.encryptedReply();
    private static final JsonObject SAMPLE = Vectors.sdkSample();

    @Test
    void signsAsPublished() {
        JsonObject verification = Vectors.urlVerification();
        JsonObject plain = Vectors.plainPush();

        assertThat(signature(verification)).isEqualTo(Vectors.text(verification, "signature"));
        assertThat(signature(plain)).isEqualTo(Vectors.text(plain, "signature"));
        assertThat(signature(PUSH)).isEqualTo(Vectors.text(PUSH, "signature"));
        assertThat(signature(PUSH, Vectors.text(PUSH, "encrypt"))).isEqualTo(Vectors.text(PUSH, "msg_signature"));
        assertThat(signature(SAMPLE, Vectors.text(SAMPLE, "encrypt")))
                .isEqualTo(Vectors.text(SAMPLE, "msg_signature_computed"));
    }

    @Test
    @Tag("T61")
    void opensThePublishedPush() {
        assertThat(open(Vectors.settings(PUSH), PUSH)).isEqualTo(Vectors.text(PUSH, "plaintext"));
    }

    @Test
    void opensAndSealsTheSampleOfTheSdks() {
        String sealed = key(SAMPLE)
                .seal(
                        Vectors.text(SAMPLE, "random").getBytes(UTF_8),
                        Vectors.text(SAMPLE, "plaintext"),
                        Vectors.app(SAMPLE));

        assertThat(sealed).isEqualTo(Vectors.text(SAMPLE, "encrypt"));
        assertThat(open(Vectors.settings(SAMPLE), SAMPLE)).isEqualTo(Vectors.text(SAMPLE, "plaintext"));
    }

    @Test
    @Tag("T66")
    void sealsThePublishedReply() {
        SafeMode mode = SafeMode.of(Vectors.settings(REPLY));
        SafeMode.Opened push = mode.open(Vectors.text(PUSH, "encrypt")).orElseThrow();

        SealedReply reply = reply(mode, push);

        assertThat(reply.encrypt()).isEqualTo(Vectors.text(REPLY, "encrypt"));
        assertThat(reply.msgSignature()).isEqualTo(Vectors.text(REPLY, "msg_signature"));
        assertThat(reply.timestamp()).isEqualTo(Vectors.text(REPLY, "timestamp"));
        assertThat(reply.nonce()).isEqualTo(Vectors.text(REPLY, "nonce"));
    }

    @Test
    @Tag("T65")
    void opensWithTheKeyBeforeAndRepliesWithThatOne() {
        PushSettings settings = new PushSettings(
                Vectors.app(PUSH),
                Vectors.app(PUSH),
                Vectors.secret(PUSH, "token"),
                List.of(Vectors.secret(SAMPLE, "encodingAESKey"), Vectors.secret(PUSH, "encodingAESKey")));
        SafeMode mode = SafeMode.of(settings);
        SafeMode.Opened push = mode.open(Vectors.text(PUSH, "encrypt")).orElseThrow();

        SealedReply reply = reply(mode, push);

        assertThat(push.message()).isEqualTo(Vectors.text(PUSH, "plaintext"));
        assertThat(reply.encrypt()).isEqualTo(Vectors.text(REPLY, "encrypt"));
    }

    @Test
    @Tag("T64")
    void opensNothingForAnotherReceiver() {
        PushSettings other = new PushSettings(
                Vectors.app(PUSH),
                new AppId("wx0000000000000001"),
                Vectors.secret(PUSH, "token"),
                List.of(Vectors.secret(PUSH, "encodingAESKey")));

        assertThat(SafeMode.of(other).open(Vectors.text(PUSH, "encrypt"))).isEmpty();
    }

    private static String open(PushSettings settings, JsonObject vector) {
        return SafeMode.of(settings)
                .open(Vectors.text(vector, "encrypt"))
                .orElseThrow()
                .message();
    }

    private static SealedReply reply(SafeMode mode, SafeMode.Opened push) {
        return mode.reply(
                push,
                Vectors.text(REPLY, "plaintext"),
                Vectors.text(REPLY, "random").getBytes(UTF_8),
                Vectors.text(REPLY, "timestamp"),
                Vectors.text(REPLY, "nonce"));
    }

    private static EncodingAesKey key(JsonObject vector) {
        return new EncodingAesKey(Vectors.secret(vector, "encodingAESKey"));
    }

    private static String signature(JsonObject vector, String... more) {
        return Signature.of(
                Vectors.secret(vector, "token"),
                Vectors.text(vector, "timestamp"),
                Vectors.text(vector, "nonce"),
                more);
    }
}
