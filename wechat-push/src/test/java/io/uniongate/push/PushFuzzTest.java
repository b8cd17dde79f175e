package io.uniongate.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What anybody can send is read or refused, without an exception, whatever it is. */
class PushFuzzTest {
    private static final AppId APP = new AppId("wx1111111111111111");
    private static final EncodingAesKey KEY =
            new EncodingAesKey(new Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"));

    @FuzzTest(maxDuration = "2m")
    void readsOrRefusesAnyMessage(byte[] body) {
        Fields.read(new String(body, StandardCharsets.UTF_8)).ifPresent(message -> {
            assertThat(EventKey.of(APP, message)).hasSize(64);
            EventReader.read(APP, message)
                    .ifPresent(event -> assertThat(event.app()).isEqualTo(APP));
        });
    }

    @FuzzTest(maxDuration = "2m")
    void opensNothingThatIsNotSealed(byte[] encrypted) {
        assertThat(KEY.open(new String(encrypted, StandardCharsets.ISO_8859_1), APP))
                .isEmpty();
        assertThat(KEY.open(Base64.getEncoder().encodeToString(encrypted), APP)).isEmpty();
    }

    @FuzzTest(maxDuration = "2m")
    void opensWhatItSealed(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);

        assertThat(KEY.open(KEY.seal(new byte[16], text, APP), APP)).contains(text);
    }
}
