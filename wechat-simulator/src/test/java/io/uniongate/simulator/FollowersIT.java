package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowersIT {
    private static final String BATCH = "/cgi-bin/user/info/batchget";
    private static final String LIST = "/cgi-bin/user/get";

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerApp() {
        wechat.add(App.serviceAccount("wxaccount", "secret", "localhost").withOpenPlatform("main"));
    }

    @Test
    void tellsTheUnionidOfWhoFollowsOnly() {
        String openId = openId("小明");
        JsonObject before = caller().get("/cgi-bin/user/info", "openid=" + openId);
        wechat.user("小明").follows("wxaccount").await();

        JsonObject follower = caller().get("/cgi-bin/user/info", "openid=" + openId);
        wechat.user("小明").unfollows("wxaccount").await();

        assertThat(before).isEqualTo(new JsonObject().put("subscribe", 0).put("openid", openId));
        assertThat(follower.getInteger("subscribe")).isEqualTo(1);
        assertThat(follower.getString("unionid"))
                .isEqualTo(wechat.user("小明").unionIdIn("wxaccount").orElseThrow());
        assertThat(follower.getString("subscribe_scene")).isEqualTo("ADD_SCENE_SEARCH");
        assertThat(follower.containsKey("nickname")).isFalse();
        assertThat(caller().get("/cgi-bin/user/info", "openid=" + openId)).isEqualTo(before);
    }

    @Test
    void knowsNoForeignOpenid() {
        assertThat(caller().refusal("/cgi-bin/user/info", "openid=invented")).isEqualTo(40003);
        assertThat(caller().refusal("/cgi-bin/user/info", "")).isEqualTo(41009);
    }

    @Test
    void tellsOfAHundredFollowersAtMost() {
        wechat.user("小明").follows("wxaccount").await();
        String stranger = openId("小红");

        JsonObject answer = caller().post(BATCH, batch(Stream.of(openId("小明")).toList()));

        assertThat(answer.getJsonArray("user_info_list")).hasSize(1);
        assertThat(caller().refusal(BATCH, batch(List.of(stranger)))).isEqualTo(40003);
        assertThat(caller().refusal(
                                BATCH,
                                batch(Stream.generate(() -> openId("小明"))
                                        .limit(101)
                                        .toList())))
                .isEqualTo(40032);
        assertThat(caller().refusal(BATCH, batch(List.of()))).isEqualTo(40032);
    }

    @Test
    void listsFollowersPageByPage() {
        wechat.pagesFollowersBy(2);
        Stream.of("甲", "乙", "丙")
                .forEach(name -> wechat.user(name).follows("wxaccount").await());

        JsonObject first = caller().get(LIST, "");
        JsonObject second = caller().get(LIST, "next_openid=" + first.getString("next_openid"));
        JsonObject last = caller().get(LIST, "next_openid=" + second.getString("next_openid"));

        assertThat(first.getInteger("total")).isEqualTo(3);
        assertThat(first.getJsonObject("data").getJsonArray("openid")).containsExactly(openId("甲"), openId("乙"));
        assertThat(second.getJsonObject("data").getJsonArray("openid")).containsExactly(openId("丙"));
        assertThat(last.getInteger("count")).isZero();
        assertThat(last.getString("next_openid")).isEmpty();
        assertThat(caller().refusal(LIST, "next_openid=invented")).isEqualTo(40003);
    }

    @Test
    void letsAPersonFollowOnceAndAccountsOnly() {
        wechat.add(App.miniProgram("wxmini", "secret"));
        SimulatedUser user = wechat.user("小明");
        user.follows("wxaccount").await();

        assertThatThrownBy(() -> user.follows("wxaccount")).hasMessageContaining("already");
        assertThatThrownBy(() -> user.follows("wxmini")).hasMessageContaining("no account");
        assertThatThrownBy(() -> wechat.user("小红").unfollows("wxaccount")).hasMessageContaining("does not follow");
    }

    private AppCaller caller() {
        return new AppCaller(wechat, browser, "wxaccount");
    }

    private String openId(String user) {
        return wechat.user(user).openIdIn("wxaccount");
    }

    private static JsonObject batch(List<String> openIds) {
        List<JsonObject> users = openIds.stream()
                .map(openId -> new JsonObject().put("openid", openId))
                .toList();
        return new JsonObject().put("user_list", new JsonArray(users));
    }
}
