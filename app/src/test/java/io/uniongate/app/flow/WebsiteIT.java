package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logins outside WeChat's browser, by the website app's QR code. */
class WebsiteIT {
    private static final String DESKTOP =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

    @AutoClose
    private final Gate gate = Gate.open();

    private final Phone phone = gate.phone("xiaoming");
    private final Browser desktop = new Browser(phone.client, phone.person, DESKTOP);

    @Test
    @Tag("T49")
    void knowsOnTheWebsiteWhoIsKnownFromTheMiniProgram() {
        String inMini = phone.opens(MINI).userId();

        Answer departure = desktop.opens(desktop.authorizeUrl("openid"));
        Answer landing = desktop.opens(phone.person.approves(departure.header("location")));
        Answer tokens = desktop.redeems(Browser.code(landing));

        assertThat(departure.header("location"))
                .startsWith(gate.weChat.openUrl() + "/connect/qrconnect?appid=" + Gate.WEBSITE)
                .contains("&scope=snsapi_login&");
        assertThat(phone.me(tokens.text("access_token")).text("id")).isEqualTo(inMini);
        assertThat(gate.rows("SELECT count(*) FROM users")).containsExactly("1");
    }

    @Test
    @Tag("T50")
    void takesTheWebsitesCodeForTenMinutesAndTheAccountsForFive() {
        String onDesktop = desktop.callback("openid");
        String inWeChat = phone.browser.callback("openid");
        gate.weChat.clock().advance(Duration.ofMinutes(6));

        Answer website = desktop.opens(onDesktop);
        Answer account = phone.browser.opens(inWeChat);

        assertThat(desktop.redeems(Browser.code(website)).status()).isEqualTo(200);
        assertThat(account.status()).isEqualTo(401);
        assertThat(account.body()).contains("CODE_INVALID");
    }
}
