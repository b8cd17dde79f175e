package io.uniongate.auth;

import static io.uniongate.auth.PublishedExample.APP;
import static io.uniongate.auth.PublishedExample.CLIENT_DATA;
import static io.uniongate.auth.PublishedExample.KEY;
import static io.uniongate.auth.PublishedExample.OPEN_ID;
import static io.uniongate.auth.PublishedExample.REJECTED;
import static io.uniongate.auth.PublishedExample.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.uniongate.contract.account.Accounts.EncryptedPhone;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;

/** Whatever a client sends as encryptedData, nothing but the two refusals comes of it. */
class ClientDataFuzzTest {
    private static final int LONGEST = 2000;

    @FuzzTest(maxDuration = "2m")
    @Tag("T23")
    void refusesAnyPhoneData(FuzzedDataProvider data) {
        EncryptedPhone sent = new EncryptedPhone(data.consumeString(LONGEST), data.consumeRemainingAsString());

        open(() -> CLIENT_DATA.openPhone(sent, KEY, APP));
    }

    @FuzzTest(maxDuration = "2m")
    @Tag("T23")
    void refusesAnyProfileData(FuzzedDataProvider data) {
        EncryptedProfile sent = Phone.signed(KEY, data.consumeString(LONGEST), data.consumeRemainingAsString());

        open(() -> CLIENT_DATA.open(sent, KEY, APP, OPEN_ID));
    }

    @FuzzTest(maxDuration = "2m")
    @Tag("T24")
    void refusesAnyPlaintext(FuzzedDataProvider data) {
        String plain = data.consumeRemainingAsString();

        open(() -> CLIENT_DATA.openPhone(PhoneData.sends(KEY, plain), KEY, APP));
        open(() -> CLIENT_DATA.open(Phone.sends(KEY, plain), KEY, APP, OPEN_ID));
    }

    private static void open(Supplier<?> opening) {
        try {
            assertThat(opening.get()).isNotNull();
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isIn(STALE, REJECTED);
        }
    }
}
