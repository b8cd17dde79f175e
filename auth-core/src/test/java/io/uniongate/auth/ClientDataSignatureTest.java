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
}
