package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GlobalTokensIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start(SimulatorOptions.defaults()
            .withApps(List.of(App.miniProgram("wxmini", "secret")))
            .withClock(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC)));

    @Test
    void issuesANewPlainTokenEachTimeAndLetsThePreviousLiveFiveMinutes() {
        String first = plain();
        String second = plain();
        wechat.clock().advance(Duration.ofMinutes(4));
        int overlapping = use(first);
        wechat.clock().advance(Duration.ofMinutes(1));

        assertThat(second).isNotEqualTo(first);
        assertThat(overlapping).isZero();
        assertThat(use(first)).isEqualTo(42001);
        assertThat(use(second)).isZero();
        assertThat(use("invented")).isEqualTo(40001);
    }

    @Test
    void keepsTheStableTokenUntilItsLastFiveMinutes() {
        String first = stable("false").getString("access_token");
        wechat.clock().advance(Duration.ofMinutes(115));
        JsonObject same = stable("false");
        wechat.clock().advance(Duration.ofSeconds(1));
        JsonObject next = stable("false");

        assertThat(same.getString("access_token")).isEqualTo(first);
        assertThat(same.getInteger("expires_in")).isEqualTo(300);
        assertThat(next.getString("access_token")).isNotEqualTo(first);
        assertThat(next.getInteger("expires_in")).isEqualTo(7200);
        assertThat(use(first)).isZero();
    }

    @Test
    void keepsPlainAndStableTokensApart() {
        String stable = stable("false").getString("access_token");
        String plain = plain();
        assertThat(plain()).isNotEqualTo(plain);
        wechat.clock().advance(Duration.ofMinutes(6));

        assertThat(use(stable)).isZero();
        assertThat(stable("false").getString("access_token")).isEqualTo(stable);
    }

    @Test
    void endsThePreviousStableTokenWhenForced() {
        String first = stable("false").getString("access_token");

        String forced = stable("true").getString("access_token");

        assertThat(forced).isNotEqualTo(first);
        assertThat(use(first)).isEqualTo(40001);
        assertThat(use(forced)).isZero();
    }

    @Test
    void doesNotForceTwiceInThirtySeconds() {
        String forced = stable("true").getString("access_token");
        wechat.clock().advance(Duration.ofSeconds(29));
        String tooSoon = stable("true").getString("access_token");
        wechat.clock().advance(Duration.ofSeconds(1));

        assertThat(tooSoon).isEqualTo(forced);
        assertThat(stable("true").getString("access_token")).isNotEqualTo(forced);
    }

    @Test
    void forcesTwentyTimesADay() {
        for (int time = 0; time < GlobalTokens.FORCES_PER_DAY; time++) {
            assertThat(stable("true").containsKey("access_token")).isTrue();
            wechat.clock().advance(Duration.ofSeconds(30));
        }

        assertThat(stable("true").getInteger("errcode")).isEqualTo(45009);
        wechat.clock().advance(Duration.ofDays(1));
        assertThat(stable("true").containsKey("access_token")).isTrue();
    }

    @Test
    void takesTheStableTokensParametersFromAJsonPostOnly() {
        String url = wechat.apiUrl() + "/cgi-bin/stable_token";

        assertThat(browser.json(url).getInteger("errcode")).isEqualTo(43002);
        assertThat(post("").getInteger("errcode")).isEqualTo(44002);
        assertThat(post("appid=wxmini").getInteger("errcode")).isEqualTo(47001);
        assertThat(post("{\"appid\":1}").getInteger("errcode")).isEqualTo(40002);
        assertThat(post("{}").getInteger("errcode")).isEqualTo(41002);
    }

    @Test
    void refusesAnAddressThatIsNotOnTheWhitelistAndNamesIt() {
        wechat.app("wxmini").allowOnly(Set.of("203.0.113.9"));

        JsonObject answer = browser.json(plainUrl());

        assertThat(answer.getInteger("errcode")).isEqualTo(40164);
        assertThat(answer.getString("errmsg")).contains("invalid ip 127.0.0.1");
        assertThat(stable("false").getInteger("errcode")).isEqualTo(40164);
    }

    @Test
    void refusesAWrongSecret() {
        wechat.app("wxmini").resetSecret("another");

        assertThat(browser.json(plainUrl()).getInteger("errcode")).isEqualTo(40125);
    }

    private String plain() {
        return browser.json(plainUrl()).getString("access_token");
    }

    private String plainUrl() {
        return wechat.apiUrl() + "/cgi-bin/token?grant_type=client_credential&appid=wxmini&secret=secret";
    }

    private JsonObject stable(String force) {
        return post(
                "{\"grant_type\":\"client_credential\",\"appid\":\"wxmini\",\"secret\":\"secret\",\"force_refresh\":"
                        + force + "}");
    }

    private JsonObject post(String body) {
        return Browser.fields(browser.post(wechat.apiUrl() + "/cgi-bin/stable_token", body));
    }

    private int use(String token) {
        return browser.json(wechat.apiUrl() + "/cgi-bin/get_api_domain_ip?access_token=" + token)
                .getInteger("errcode", 0);
    }
}
