package io.uniongate.auth;

import static io.uniongate.auth.PublishedExample.APP;
import static io.uniongate.auth.PublishedExample.CLIENT_DATA;
import static io.uniongate.auth.PublishedExample.KEY;
import static io.uniongate.auth.PublishedExample.OPEN_ID;
import static io.uniongate.auth.PublishedExample.STALE;
import static io.uniongate.auth.PublishedExample.open;
import static io.uniongate.auth.PublishedExample.plain;
import static io.uniongate.auth.PublishedExample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientDataTest {
    @Test
    @Tag("T20")
    void opensWhatTencentPublished() {
        ClientData.Proven proven = open(Phone.published());

        assertThat(proven.unionId()).isEqualTo(new UnionId("ocMvos6NjeKLIBqg5Mr9QjxrP1FA"));
        assertThat(proven.profile())
                .isEqualTo(
                        new Profile(
                                "Band",
                                "http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0"));
    }

    @Test
    @Tag("T22")
    void refusesDataEncryptedUnderAnotherKey() {
        Stream<String> others =
                Stream.of("AAAAAAAAAAAAAAAAAAAAAA==", "AQAAAAAAAAAAAAAAAAAAAA==", "HyVFkGl5F5OQWJZZaNzBBg==");

        assertThat(others).allSatisfy(other -> {
            String data = Phone.encrypt(new Secret(other), plain(OPEN_ID.value(), Duration.ZERO));
            assertThat(refusal(Phone.signed(KEY, data, Phone.PUBLISHED_IV))).isEqualTo(STALE);
        });
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @Tag("T23")
    void refusesMalformedDataAlwaysTheSameWay(EncryptedProfile malformed) {
        assertThat(refusal(malformed)).isEqualTo(STALE);
    }

    static List<EncryptedProfile> malformed() {
        String data = Phone.PUBLISHED_DATA;
        String iv = Phone.PUBLISHED_IV;
        return List.of(
                Phone.signed(KEY, data, "AAAAAAAAAAAAAAAAAAAA"),
                Phone.signed(KEY, data, "AAAAAAAAAAAAAAAAAAAAAAAA"),
                Phone.signed(KEY, data, ""),
                Phone.signed(KEY, data, "%%%"),
                Phone.signed(KEY, data, "AAAAAAAAAAAAAAAAAAAAAA=="),
                Phone.signed(KEY, data.substring(0, 40), iv),
                Phone.signed(KEY, data.substring(0, data.length() - 24) + data.substring(data.length() - 20), iv),
                Phone.signed(KEY, "", iv),
                Phone.signed(KEY, "not base64!", iv));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "not base64!"})
    @Tag("T23")
    void refusesUnderAKeyThatIsNoneOfWeChats(String notAKey) {
        Secret key = new Secret(notAKey);

        assertThat(refusal(() -> CLIENT_DATA.open(
                        Phone.signed(key, Phone.PUBLISHED_DATA, Phone.PUBLISHED_IV), key, APP, OPEN_ID)))
                .isEqualTo(STALE);
    }

    @Test
    @Tag("T23")
    void repairsAPlusThatBecameASpace() {
        EncryptedProfile spaced = Phone.signed(KEY, Phone.PUBLISHED_DATA.replace('+', ' '), Phone.PUBLISHED_IV);

        assertThat(Phone.PUBLISHED_DATA).contains("+");
        assertThat(open(spaced)).isEqualTo(open(Phone.published()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "", "[]", "\"text\"", "42", "null", "{\"openId\":"})
    @Tag("T24")
    void refusesAPlaintextThatIsNoJsonObject(String plain) {
        assertThat(refusal(Phone.sends(KEY, plain))).isEqualTo(STALE);
    }
}
