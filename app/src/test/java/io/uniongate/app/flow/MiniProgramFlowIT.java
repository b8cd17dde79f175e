package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.MovingClock;
import io.uniongate.simulator.EncryptedPhone;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How mini programs keep a login, and read what WeChat protects, as front ends write it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MiniProgramFlowIT {
    @AutoClose
    private final Gate gate = Gate.open();

    @Test
    @Tag("F2")
    void checksLogsInSilentlyAndFillsTheProfileLater() {
        Phone phone = gate.phone("xiaohua");
        Phone other = gate.phone("laoli");
        String othersToken = other.opens(MINI).text("access_token");
        Answer first = phone.opens(MINI);

        boolean held = phone.checks(first.text("access_token"));
        phone.logsInUnheard(MINI);
        boolean lost = phone.checks(first.text("access_token"));
        Answer again = phone.opens(MINI);
        JsonObject typed = JsonObject.of("nickName", "小花", "avatarUrl", "https://example.com/hua.png")
                .put("openid", other.person.openIdIn(MINI));
        Answer saved = phone.client.put("/miniprogram/profile", typed, Client.bearer(again.text("access_token")));

        assertThat(held).isTrue();
        assertThat(lost).isFalse();
        assertThat(phone.checks(again.text("access_token"))).isTrue();
        assertThat(again.userId()).isEqualTo(first.userId());
        assertThat(first.body() + again.body() + saved.body())
                .doesNotContain(phone.person.openIdIn(MINI), phone.person.sessionKeyIn(MINI));
        assertThat(phone.me(again.text("access_token")).text("nickName")).isEqualTo("小花");
        assertThat(other.me(othersToken).json().getString("nickName")).isNull();
    }

    @Test
    @Tag("F5")
    @Tag("T29")
    void readsWhatIsProtectedWithAFreshCodeEachTime() {
        Phone phone = gate.phone("xiaomei");

        Answer shown = phone.showsNumber(phone.opens(MINI).text("access_token"), phone.person.tapsPhoneButton(MINI));
        String token = phone.opens(MINI).text("access_token");
        Answer profile = phone.client.put(
                "/miniprogram/profile", Phone.profile(phone.person.encryptedProfile(MINI)), Client.bearer(token));

        assertThat(shown.text("phone")).startsWith("+86").hasSize(14);
        assertThat(profile.status()).isEqualTo(200);
        assertThat(phone.me(token).text("phone")).isEqualTo(shown.text("phone"));
        assertThat(gate.weChat.requests().taken("getuserphonenumber"))
                .anyMatch(request -> request.text("openid").equals(phone.person.openIdIn(MINI)));
    }

    @Test
    @Tag("F5")
    @Tag("T30")
    void takesNoCodeOfWxLoginForThatOfThePhoneButton() {
        Phone phone = gate.phone("xiaocuo");
        String token = phone.opens(MINI).text("access_token");

        Answer refused = phone.showsNumber(token, phone.person.login(MINI));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("PHONE_CODE_INVALID");
        assertThat(phone.me(token).json().getString("phone")).isNull();
    }

    @Test
    @Tag("F5")
    @Tag("T28")
    void checksTheSessionFirstAndSendsOnlyTheDataThen() {
        Phone phone = gate.phone("xiaoyun");
        String token = phone.opens(MINI).text("access_token");

        boolean held = phone.checks(token);
        Answer shown = phone.showsNumber(token, phone.person.encryptedPhone(MINI));
        phone.logsInUnheard(MINI);
        EncryptedPhone underTheNewKey = phone.person.encryptedPhone(MINI);
        boolean lost = phone.checks(token);
        Answer stale = phone.showsNumber(token, underTheNewKey);
        String fresh = phone.opens(MINI).text("access_token");
        Answer again = phone.showsNumber(fresh, phone.person.encryptedPhone(MINI));

        assertThat(held).isTrue();
        assertThat(shown.text("phone")).startsWith("+86");
        assertThat(lost).isFalse();
        assertThat(stale.code()).isEqualTo("SESSION_KEY_STALE");
        assertThat(again.text("phone")).isEqualTo(shown.text("phone"));
    }

    @Test
    @Tag("F5")
    void keepsTheSessionOfWhoeverComesBackAndOnlyThat() {
        MovingClock clock = MovingClock.running();
        try (Gate years = Gate.open(clock, none -> {})) {
            Phone phone = years.phone("xiaoyuan");
            String refresh = phone.opens(MINI).text("refresh_token");

            for (int month = 0; month < 3; month++) {
                clock.advance(Duration.ofDays(25));
                refresh = phone.refreshes(MINI, refresh).text("refresh_token");
            }
            clock.advance(Duration.ofDays(31));
            Answer late = phone.refreshes(MINI, refresh);

            assertThat(late.status()).isEqualTo(400);
            assertThat(late.json().getString("error")).isEqualTo("invalid_grant");
        }
    }
}
