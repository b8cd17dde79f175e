package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppDoorIT {
    private static final String LIST = "/cgi-bin/user/get";

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start(
            SimulatorOptions.defaults().withClock(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC)));

    @BeforeEach
    void registerApps() {
        wechat.add(App.miniProgram("wxmini", "secret"));
        wechat.add(App.serviceAccount("wxaccount", "secret", "localhost"));
    }

    @Test
    void wantsATokenThatLives() {
        AppCaller account = new AppCaller(wechat, browser, "wxaccount");
        wechat.clock().advance(Duration.ofHours(2));

        assertThat(account.refusal(LIST, "")).isEqualTo(42001);
        assertThat(errcode(wechat.apiUrl() + LIST)).isEqualTo(41001);
        assertThat(errcode(wechat.apiUrl() + LIST + "?access_token=invented")).isEqualTo(40001);
    }

    @Test
    void wantsTheRightKindOfApp() {
        AppCaller mini = new AppCaller(wechat, browser, "wxmini");
        AppCaller account = new AppCaller(wechat, browser, "wxaccount");

        assertThat(mini.refusal(LIST, "")).isEqualTo(48001);
        assertThat(mini.refusal("/cgi-bin/ticket/getticket", "type=jsapi")).isEqualTo(48001);
        assertThat(account.refusal("/wxa/business/getuserphonenumber", new JsonObject().put("code", "c")))
                .isEqualTo(48001);
    }

    @Test
    void wantsAnAddressOfTheWhitelist() {
        AppCaller account = new AppCaller(wechat, browser, "wxaccount");
        wechat.app("wxaccount").allowOnly(Set.of("203.0.113.9"));

        JsonObject answer = account.get(LIST, "");

        assertThat(answer.getInteger("errcode")).isEqualTo(40164);
        assertThat(answer.getString("errmsg")).contains("invalid ip 127.0.0.1");
    }

    @Test
    void wantsAPostWithJson() {
        AppCaller account = new AppCaller(wechat, browser, "wxaccount");
        String batch = "/cgi-bin/user/info/batchget";

        assertThat(account.refusal(batch, "")).isEqualTo(43002);
        assertThat(account.refusal(batch, new JsonObject().put("user_list", "text")))
                .isEqualTo(47001);
    }

    @Test
    void isOnRecordForItsApp() {
        AppCaller account = new AppCaller(wechat, browser, "wxaccount");

        assertThat(account.get(LIST, "").getInteger("count")).isZero();

        assertThat(wechat.requests().ofApp("wxaccount"))
                .extracting(RecordedRequest::api)
                .containsExactly(Api.TOKEN, Api.FOLLOWER_LIST);
    }

    @Test
    void endsAtTheDailyQuota() {
        AppCaller account = new AppCaller(wechat, browser, "wxaccount");
        for (int call = 0; call < 500; call++) {
            assertThat(account.get(LIST, "").getInteger("count")).isZero();
        }

        assertThat(account.refusal(LIST, "")).isEqualTo(45009);
    }

    @Test
    void failsForOneAppOrOnePersonOnly() {
        AppCaller mini = new AppCaller(wechat, browser, "wxmini");
        AppCaller account = new AppCaller(wechat, browser, "wxaccount");
        wechat.next("get_api_domain_ip").forApp("wxaccount").fails(45011);
        wechat.next("user/info").forUser("小红").fails(-1);

        assertThat(mini.get("/cgi-bin/get_api_domain_ip", "").containsKey("ip_list"))
                .isTrue();
        assertThat(account.refusal("/cgi-bin/get_api_domain_ip", "")).isEqualTo(45011);
        assertThat(info(account, "小明").getInteger("subscribe")).isZero();
        assertThat(info(account, "小红").getInteger("errcode")).isEqualTo(-1);
    }

    private JsonObject info(AppCaller account, String user) {
        return account.get("/cgi-bin/user/info", "openid=" + wechat.user(user).openIdIn("wxaccount"));
    }

    private int errcode(String url) {
        return browser.json(url).getInteger("errcode");
    }
}
