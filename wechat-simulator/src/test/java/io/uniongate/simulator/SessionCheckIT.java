package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionCheckIT {
    private static final String CHECK = "/wxa/checksession";
    private static final String RESET = "/wxa/resetusersessionkey";

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    private final SimulatedUser user = wechat.user("小明");

    @BeforeEach
    void registerApp() {
        wechat.add(App.miniProgram("wxmini", "secret"));
    }

    @Test
    void knowsTheKeyThatCountsNow() {
        String key = user.sessionKeyIn("wxmini");

        int current = errcode(CHECK, key);
        assertThat(user.login("wxmini")).isNotEmpty();

        assertThat(current).isZero();
        assertThat(errcode(CHECK, key)).isEqualTo(87009);
    }

    @Test
    void resetsAKeyAndLetsTheOldOneDie() {
        String key = user.sessionKeyIn("wxmini");

        JsonObject answer = ask(RESET, key);

        assertThat(answer.getString("openid")).isEqualTo(user.openIdIn("wxmini"));
        assertThat(answer.getString("session_key")).isNotEqualTo(key).isEqualTo(user.sessionKeyIn("wxmini"));
        assertThat(errcode(CHECK, key)).isEqualTo(87009);
        assertThat(errcode(CHECK, user.sessionKeyIn("wxmini"))).isZero();
    }

    @Test
    void doesNotProlongAKeyByResettingIt() {
        String key = user.sessionKeyIn("wxmini");
        wechat.clock().advance(SessionKey.LIFETIME.minus(Duration.ofMinutes(1)));
        String next = ask(RESET, key).getString("session_key");

        wechat.clock().advance(Duration.ofMinutes(2));

        assertThat(errcode(CHECK, next)).isEqualTo(87009);
    }

    @Test
    void refusesAnotherMethodAndAnUnknownPerson() {
        AppCaller mini = new AppCaller(wechat, browser, "wxmini");
        String openId = "openid=" + user.openIdIn("wxmini");

        assertThat(mini.refusal(CHECK, openId + "&signature=x&sig_method=md5")).isEqualTo(87008);
        assertThat(mini.refusal(CHECK, "openid=invented&signature=x&sig_method=hmac_sha256"))
                .isEqualTo(40003);
        assertThat(mini.refusal(RESET, openId + "&signature=x&sig_method=hmac_sha256"))
                .isEqualTo(87009);
    }

    @Test
    void signsAsPublished() {
        String published = "654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b";

        assertThat(SessionKey.sign("o0q0otL8aEzpcZL/FT9WsQ==", "{\"foo\":\"bar\"}"))
                .isEqualTo(published);
    }

    private int errcode(String path, String key) {
        return ask(path, key).getInteger("errcode");
    }

    private JsonObject ask(String path, String key) {
        String signed = "&signature=" + SessionKey.sign(key, "") + "&sig_method=hmac_sha256";
        return new AppCaller(wechat, browser, "wxmini").get(path, "openid=" + user.openIdIn("wxmini") + signed);
    }
}
