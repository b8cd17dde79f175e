package io.uniongate.auth;

import static io.uniongate.auth.PublishedExample.APP;
import static io.uniongate.auth.PublishedExample.CLIENT_DATA;
import static io.uniongate.auth.PublishedExample.KEY;
import static io.uniongate.auth.PublishedExample.OPEN_ID;
import static io.uniongate.auth.PublishedExample.REJECTED;
import static io.uniongate.auth.PublishedExample.open;
import static io.uniongate.auth.PublishedExample.plain;
import static io.uniongate.auth.PublishedExample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose data it is, and how old it may be. */
class WatermarkTest {
    @Test
    @Tag("T21")
    void rejectsTheDataOfAnotherApp() {
        AppId other = new AppId("wxmini00000000001");

        assertThat(refusal(() -> CLIENT_DATA.open(Phone.published(), KEY, other, OPEN_ID)))
                .isEqualTo(REJECTED);
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
}
