package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientDataTest {
    private static final AppId APP = new AppId("wx4f4bc4dec97d474b");
    private static final OpenId OPEN_ID = new OpenId(Phone.PUBLISHED_OPEN_ID);
    private static final Secret KEY = FakeWeChat.SESSION_KEY;
    private static final Problem STALE = new Problem.SessionKeyStale();
    private static final Problem REJECTED = new Problem.DataRejected();

    private final TestClock clock = new TestClock();
    private final ClientData clientData = new ClientData(clock);

    ClientDataTest() {
        clock.set(Phone.PUBLISHED_AT);
    }

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
    @Tag("T21")
    void rejectsTheDataOfAnotherApp() {
        AppId other = new AppId("wxmini00000000001");

        assertThat(refusal(() -> clientData.open(Phone.published(), KEY, other, OPEN_ID)))
                .isEqualTo(REJECTED);
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

        assertThat(refusal(() -> clientData.open(
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

    @Test
    @Tag("T25")
    void rejectsTheDataOfAnotherPerson() {
        assertThat(refusal(Phone.sends(KEY, plain("somebody-else", Duration.ZERO))))
                .isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @CsvSource({"-600,true", "-601,false", "600,true", "601,false", "-86400,false"})
    @Tag("T25")
    void rejectsDataThatIsNotFresh(long seconds, boolean accepted) {
        EncryptedProfile sent = Phone.sends(KEY, plain(OPEN_ID.value(), Duration.ofSeconds(seconds)));

        if (accepted) {
            assertThat(open(sent).profile().nickName()).isEqualTo("Ada");
        } else {
            assertThat(refusal(sent)).isEqualTo(REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 99999999999999999L, 0})
    @Tag("T25")
    void rejectsATimeThatNoCalendarKnows(long seconds) {
        String plain = Phone.profile(APP, OPEN_ID.value(), null, "Ada", seconds);

        assertThat(refusal(Phone.sends(KEY, plain))).isEqualTo(REJECTED);
    }

    @Test
    @Tag("T25")
    void rejectsDataWithoutAWatermark() {
        assertThat(refusal(Phone.sends(KEY, "{\"openId\":\"" + OPEN_ID + "\"}")))
                .isEqualTo(REJECTED);
    }

    @Test
    @Tag("T26")
    void acceptsTheSignatureTencentPublishedAndRefusesItWithAByteFlipped() {
        Secret key = Phone.SIGNED_UNDER;
        String data = Phone.encrypt(key, plain(OPEN_ID.value(), Duration.ZERO));
        String iv = Phone.signed(key, data, "AAAAAAAAAAAAAAAAAAAAAA==").iv();
        String flippedData = Phone.SIGNED.replace("Band", "Bane");
        String flippedSignature = Phone.SIGNATURE.replace("75e8", "75e9");

        ClientData.Proven proven =
                clientData.open(new EncryptedProfile(Phone.SIGNED, Phone.SIGNATURE, data, iv), key, APP, OPEN_ID);

        assertThat(proven.profile().nickName()).isEqualTo("Ada");
        assertThat(refusal(() -> clientData.open(
                        new EncryptedProfile(flippedData, Phone.SIGNATURE, data, iv), key, APP, OPEN_ID)))
                .isEqualTo(STALE);
        assertThat(refusal(() -> clientData.open(
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

    private String plain(String openId, Duration age) {
        return Phone.profile(APP, openId, null, "Ada", clock.instant().plus(age));
    }

    private ClientData.Proven open(EncryptedProfile sent) {
        return clientData.open(sent, KEY, APP, OPEN_ID);
    }

    private Problem refusal(EncryptedProfile sent) {
        return refusal(() -> open(sent));
    }

    private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        return java.util.Objects.requireNonNull(catchThrowableOfType(ProblemException.class, opening))
                .problem();
    }
}
