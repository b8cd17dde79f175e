package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationIT {
    private static final String CHANGE = "/cgi-bin/changeopenid";

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerAccounts() {
        wechat.add(App.serviceAccount("wxold", "secret", "localhost"));
        wechat.add(App.serviceAccount("wxnew", "secret", "localhost"));
        wechat.user("小明").follows("wxold").await();
    }

    @Test
    void tellsTheNewOpenidsOfFollowersOnly() {
        wechat.app("wxnew").migratedFrom("wxold");
        String stranger = wechat.user("小红").openIdIn("wxold");

        JsonObject answer = ask(originalId(), wechat.user("小明").openIdIn("wxold"), stranger);

        assertThat(answer.getJsonArray("result_list"))
                .containsExactly(
                        new JsonObject()
                                .put("ori_openid", wechat.user("小明").openIdIn("wxold"))
                                .put("new_openid", wechat.user("小明").openIdIn("wxnew"))
                                .put("err_msg", "ok"),
                        new JsonObject().put("ori_openid", stranger).put("err_msg", "ori_openid error"));
    }

    @Test
    void takesTheOldAccountsOriginalIdOrOnDemandItsAppid() {
        wechat.app("wxnew").migratedFrom("wxold");
        String openId = wechat.user("小明").openIdIn("wxold");

        int byAppId = ask("wxold", openId).getInteger("errcode");
        wechat.behaves(Quirk.MIGRATION_BY_APPID);

        assertThat(byAppId).isEqualTo(63178);
        assertThat(ask("wxold", openId).getInteger("errcode")).isZero();
        assertThat(ask(originalId(), openId).getInteger("errcode")).isEqualTo(63178);
    }

    @Test
    void answersForFifteenDays() {
        String openId = wechat.user("小明").openIdIn("wxold");
        int unmigrated = ask(originalId(), openId).getInteger("errcode");
        wechat.app("wxnew").migratedFrom("wxold");
        wechat.clock().advance(Duration.ofDays(15).minusSeconds(1));
        int late = ask(originalId(), openId).getInteger("errcode");
        wechat.clock().advance(Duration.ofSeconds(1));

        assertThat(unmigrated).isEqualTo(63178);
        assertThat(late).isZero();
        assertThat(ask(originalId(), openId).getInteger("errcode")).isEqualTo(63178);
    }

    @Test
    void takesAHundredOpenidsAtMost() {
        wechat.app("wxnew").migratedFrom("wxold");

        String[] many = Collections.nCopies(101, "o").toArray(String[]::new);

        assertThat(ask(originalId(), many).getInteger("errcode")).isEqualTo(40032);
    }

    @Test
    void carriesTheFollowersOver() {
        wechat.app("wxnew").migratedFrom("wxold");

        JsonObject info = new AppCaller(wechat, browser, "wxnew")
                .get("/cgi-bin/user/info", "openid=" + wechat.user("小明").openIdIn("wxnew"));

        assertThat(info.getString("subscribe_scene")).isEqualTo("ADD_SCENE_ACCOUNT_MIGRATION");
    }

    private String originalId() {
        return wechat.app("wxold").data().originalId();
    }

    private JsonObject ask(String from, String... openIds) {
        JsonObject body = new JsonObject().put("from_appid", from).put("openid_list", JsonArray.of((Object[]) openIds));
        return new AppCaller(wechat, browser, "wxnew").post(CHANGE, body);
    }
}
