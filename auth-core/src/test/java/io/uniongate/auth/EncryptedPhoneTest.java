package io.uniongate.auth;

import static io.uniongate.auth.PublishedExample.APP;
import static io.uniongate.auth.PublishedExample.CLIENT_DATA;
import static io.uniongate.auth.PublishedExample.CLOCK;
import static io.uniongate.auth.PublishedExample.KEY;
import static io.uniongate.auth.PublishedExample.REJECTED;
import static io.uniongate.auth.PublishedExample.STALE;
import static io.uniongate.auth.PublishedExample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.account.Accounts.EncryptedPhone;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A phone number under a session_key, which nothing else vouches for. */
class EncryptedPhoneTest {
    private static final String NUMBER = "13800138000";

    @Test
    @Tag("T29")
    void readsACountryCodeAsNumberAndAsText() {
        EncryptedPhone text = sends(plain().put("countryCode", "86"));
        EncryptedPhone number = sends(plain().put("countryCode", 86));

        assertThat(List.of(open(text), open(number))).containsOnly(new PhoneNumber("+8613800138000"));
    }

    @Test
    void readsAForeignNumber() {
        EncryptedPhone foreign = sends(plain().put("phoneNumber", "+85291234567")
                .put("purePhoneNumber", "91234567")
                .put("countryCode", "852"));

        assertThat(open(foreign)).isEqualTo(new PhoneNumber("+85291234567"));
    }

    @Test
    @Tag("T21")
    void rejectsTheDataOfAnotherApp() {
        EncryptedPhone sent = sends(PhoneData.plain(new AppId("wxmini00000000001"), NUMBER, CLOCK.instant()));

        assertThat(refused(sent)).isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @CsvSource({"-601", "601"})
    @Tag("T25")
    void rejectsDataThatIsNotFresh(long seconds) {
        EncryptedPhone sent = sends(PhoneData.plain(APP, NUMBER, CLOCK.instant().plus(Duration.ofSeconds(seconds))));

        assertThat(refused(sent)).isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @Tag("T22")
    @Tag("T23")
    @Tag("T24")
    void refusesWhatIsNotEncryptedUnderTheKeyAlwaysTheSameWay(EncryptedPhone malformed) {
        assertThat(refused(malformed)).isEqualTo(STALE);
    }

    static List<EncryptedPhone> malformed() {
        EncryptedPhone whole = PhoneData.of(APP, NUMBER, CLOCK.instant());
        return List.of(
                PhoneData.sends(Phone.SIGNED_UNDER, plain().encode()),
                new EncryptedPhone(whole.encryptedData(), "AAAA"),
                new EncryptedPhone("", whole.iv()),
                new EncryptedPhone("not base64!", whole.iv()),
                new EncryptedPhone(whole.encryptedData().substring(4), whole.iv()),
                PhoneData.sends(KEY, "not JSON"),
                PhoneData.sends(KEY, "[]"),
                PhoneData.sends(KEY, plain().encode() + "{}"),
                PhoneData.sends(KEY, plain().encode().replace("}}", "},\"countryCode\":\"1\"}")));
    }

    @ParameterizedTest
    @MethodSource("altered")
    void rejectsANumberWithSignsOfAlteration(JsonObject altered) {
        assertThat(refused(sends(altered))).isEqualTo(REJECTED);
    }

    static List<JsonObject> altered() {
        return List.of(
                plain().put("purePhoneNumber", "13900139000"),
                plain().put("note", "\u00e9\u20ac"),
                plain().put("countryCode", "0"),
                plain().put("countryCode", ""),
                plain().put("phoneNumber", "").put("purePhoneNumber", ""),
                plain().putNull("purePhoneNumber"),
                plain().put("phoneNumber", "ten").put("purePhoneNumber", "ten"));
    }

    private static JsonObject plain() {
        return PhoneData.plain(APP, NUMBER, CLOCK.instant());
    }

    private static EncryptedPhone sends(JsonObject plain) {
        return PhoneData.sends(KEY, plain.encode());
    }

    private static PhoneNumber open(EncryptedPhone sent) {
        return CLIENT_DATA.openPhone(sent, KEY, APP);
    }

    private static Object refused(EncryptedPhone sent) {
        return refusal(() -> open(sent));
    }
}
