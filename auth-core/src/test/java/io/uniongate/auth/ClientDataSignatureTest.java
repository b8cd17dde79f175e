package io.uniongate.auth;

import static io.uniongate.auth.PublishedExample.APP;
import static io.uniongate.auth.PublishedExample.CLIENT_DATA;
import static io.uniongate.auth.PublishedExample.OPEN_ID;
import static io.uniongate.auth.PublishedExample.STALE;
import static io.uniongate.auth.PublishedExample.plain;
import static io.uniongate.auth.PublishedExample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures under a session_key. */
class ClientDataSignatureTest {
    @Test
    @Tag("T26")
    void acceptsTheSignatureTencentPublishedAndRefusesItWithAByteFlipped() {
        Secret key = Phone.SIGNED_UNDER;
        String data = Phone.encrypt(key, plain(OPEN_ID.value(), Duration.ZERO));
        String iv = Phone.signed(key, data, "AAAAAAAAAAAAAAAAAAAAAA==").iv();
        String flippedData = Phone.SIGNED.replace("Band", "Bane");
        String flippedSignature = Phone.SIGNATURE.replace("75e8", "75e9");

        ClientData.Proven proven =
                CLIENT_DATA.open(new EncryptedProfile(Phone.SIGNED, Phone.SIGNATURE, data, iv), key, APP, OPEN_ID);

        assertThat(proven.profile().nickName()).isEqualTo("Ada");
        assertThat(refusal(() -> CLIENT_DATA.open(
                        new EncryptedProfile(flippedData, Phone.SIGNATURE, data, iv), key, APP, OPEN_ID)))
                .isEqualTo(STALE);
        assertThat(refusal(() -> CLIENT_DATA.open(
                        new EncryptedProfile(Phone.SIGNED, flippedSignature, data, iv), key, APP, OPEN_ID)))
                .isEqualTo(STALE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "o0q0otL8aEzpcZL/FT9WsQ== {\"foo\":\"bar\"} 654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b",
                "o0q0otL8aEzpcZL/FT9WsQ== '' 46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128",
                "tiihtNczf5v6AKRyjwEUhQ== '' 7154f9f8b4b76b92f541cbf0e37d48840fa06e5e42da92a6f80168a1516a4735"
            },
            quoteCharacter = '\'')
    @Tag("T27")
    void signsCallsAsTencentPublished(String sessionKey, String data, String signature) {
        assertThat(ClientData.hmac(data, new Secret(sessionKey))).isEqualTo(signature);
    }
}
