package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logins outside WeChat's browser, by the service account's QR code and WeChat's push. */
class ScanLoginIT {
    private static final Duration LONGEST_EFFECT = Duration.ofSeconds(10);
    private static final Pattern IMAGE = Pattern.compile("<img src=\"([^\"]+)\"");
    private static final Pattern WATCH = Pattern.compile("data-watch=\"([^\"]+)\"");

    @AutoClose
    private final Gate gate = Gate.open();

    private final Phone phone = gate.phone("xiaoming");
    private final Browser desktop =
            new Browser(phone.client, phone.person, "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0");

    @Test
    @Tag("F5")
    @Tag("S34")
    @Tag("T76")
    void signsInWhoScansAndFollowsAndKnowsThemFromTheMiniProgram() {
        String inMini = phone.opens(MINI).userId();
        Answer page = desktop.opens(desktop.authorizeUrl("openid") + "&login_method=scan");

        String before = status(page);
        phone.person.scans(found(IMAGE, page)).await();
        String after = statusOnceTold(page);
        Answer landing = desktop.opens(at("finish", page));
        Answer again = desktop.opens(at("finish", page));
        Answer stolen = phone.client.get(at("finish", page));

        assertThat(before).isEqualTo("waiting");
        assertThat(after).isEqualTo("confirmed");
        String token = desktop.redeems(Browser.code(landing)).text("access_token");
        assertThat(phone.me(token).text("id")).isEqualTo(inMini);
        assertThat(again.status()).isEqualTo(400);
        assertThat(stolen.status()).isEqualTo(400);
    }

    /** WeChat is thanked before what it told has its effect. */
    private String statusOnceTold(Answer page) {
        Instant deadline = Instant.now().plus(LONGEST_EFFECT);
        String status = status(page);
        while (status.equals("waiting") && Instant.now().isBefore(deadline)) {
            status = status(page);
        }
        return status;
    }

    private String status(Answer page) {
        return new JsonObject(desktop.opens(at("status", page)).body()).getString("status");
    }

    private static String at(String step, Answer page) {
        return "/oauth2/wechat/scan/" + step + "?" + found(WATCH, page);
    }

    private static String found(Pattern pattern, Answer page) {
        Matcher matcher = pattern.matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }
}
