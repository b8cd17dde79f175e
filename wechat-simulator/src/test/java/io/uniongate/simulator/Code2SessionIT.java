package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Code2SessionIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerApps() {
        wechat.add(App.miniProgram("wxmini", "secret"));
        wechat.add(App.miniProgram("wxother", "secret"));
    }

    @Test
    void answersWhoTheCodeBelongsTo() {
        String code = wechat.user("小明").login("wxmini");

        JsonObject answer = exchange(code);

        assertThat(answer.fieldNames()).containsExactly("session_key", "openid");
        assertThat(answer.getString("openid"))
                .isEqualTo(wechat.user("小明").openIdIn("wxmini"))
                .hasSize(28);
        assertThat(answer.getString("session_key")).isEqualTo(wechat.user("小明").sessionKeyIn("wxmini"));
    }

    @Test
    void answersAsPlainText() {
        HttpResponse<Buffer> answer =
                browser.get(url("wxmini", "secret", wechat.user("小明").login("wxmini")));

        assertThat(answer.getHeader("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void tellsTheUnionidOnceTheAppIsBound() {
        JsonObject before = exchange(wechat.user("小明").login("wxmini"));
        wechat.app("wxmini").bindTo("main");

        JsonObject after = exchange(wechat.user("小明").login("wxmini"));

        assertThat(before.containsKey("unionid")).isFalse();
        assertThat(after.getString("unionid")).hasSize(28);
        assertThat(after.getString("openid")).isEqualTo(before.getString("openid"));
    }

    @Test
    void knowsACodeOnlyOnce() {
        String code = wechat.user("小明").login("wxmini");
        JsonObject first = exchange(code);

        JsonObject second = exchange(code);

        assertThat(first.containsKey("errcode")).isFalse();
        assertThat(second.getInteger("errcode")).isEqualTo(40163);
        assertThat(second.getString("errmsg")).matches("code been used, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
    }

    @Test
    void forgetsACodeAfterFiveMinutes() {
        String early = wechat.user("小明").login("wxmini");
        wechat.clock().advance(Duration.ofMinutes(4).plusSeconds(50));
        JsonObject inTime = exchange(early);
        String late = wechat.user("小明").login("wxmini");
        wechat.clock().advance(Duration.ofMinutes(5));

        JsonObject tooLate = exchange(late);

        assertThat(inTime.containsKey("openid")).isTrue();
        assertThat(tooLate.getInteger("errcode")).isEqualTo(40029);
    }

    @Test
    void refusesACodeOfAnotherApp() {
        String code = wechat.user("小明").login("wxother");

        assertThat(exchange(code).getInteger("errcode")).isEqualTo(40029);
        assertThat(browser.json(url("wxother", "secret", code)).containsKey("openid"))
                .isTrue();
    }

    @Test
    void refusesWhatIsMissingOrWrong() {
        String base = wechat.apiUrl() + "/sns/jscode2session?";

        assertThat(errcode(base)).isEqualTo(41002);
        assertThat(errcode(base + "appid=wxmini&secret=s&js_code=c")).isEqualTo(40002);
        assertThat(errcode(url("wxnobody", "secret", "c"))).isEqualTo(40013);
        assertThat(errcode(url("wxmini", "", "c"))).isEqualTo(41004);
        assertThat(errcode(url("wxmini", "wrong", "c"))).isEqualTo(40125);
        assertThat(errcode(url("wxmini", "secret", ""))).isEqualTo(41008);
        assertThat(errcode(url("wxmini", "secret", "invented"))).isEqualTo(40029);
    }

    @Test
    void refusesARiskyUserAndAFrozenSecret() {
        wechat.user("小黑").becomes(Trait.RISKY);

        JsonObject risky = exchange(wechat.user("小黑").login("wxmini"));
        wechat.app("wxmini").change(app -> app.withSecretState(App.SecretState.FROZEN));
        JsonObject frozen = exchange(wechat.user("小明").login("wxmini"));

        assertThat(risky.getInteger("errcode")).isEqualTo(40226);
        assertThat(frozen.getInteger("errcode")).isEqualTo(40243);
    }

    @Test
    void ignoresParametersInABody() {
        String code = wechat.user("小明").login("wxmini");
        String form = "appid=wxmini&secret=secret&grant_type=authorization_code&js_code=" + code;

        JsonObject posted = Browser.fields(browser.post(wechat.apiUrl() + "/sns/jscode2session", form));

        assertThat(posted.getInteger("errcode")).isEqualTo(41002);
    }

    @Test
    void allowsAHundredLoginsAMinute() {
        for (int login = 0; login < CodeExchange.SESSIONS_PER_USER_AND_MINUTE; login++) {
            assertThat(exchange(wechat.user("小明").login("wxmini")).containsKey("openid"))
                    .isTrue();
        }
        String oneTooMany = wechat.user("小明").login("wxmini");

        int refused = exchange(oneTooMany).getInteger("errcode");
        wechat.clock().advance(Duration.ofMinutes(1));

        assertThat(refused).isEqualTo(45011);
        assertThat(exchange(oneTooMany).containsKey("openid")).isTrue();
    }

    private JsonObject exchange(String code) {
        return browser.json(url("wxmini", "secret", code));
    }

    private int errcode(String url) {
        return browser.json(url).getInteger("errcode");
    }

    private String url(String appId, String secret, String code) {
        return wechat.apiUrl() + "/sns/jscode2session?appid=" + appId + "&secret=" + secret + "&js_code=" + code
                + "&grant_type=authorization_code";
    }
}
