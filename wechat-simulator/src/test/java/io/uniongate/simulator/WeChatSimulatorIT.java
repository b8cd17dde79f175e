package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WeChatSimulatorIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start(SimulatorOptions.defaults()
            .withRecordLimit(3)
            .withApps(List.of(App.miniProgram("wxmini", "top-secret").withOpenPlatform("main"))));

    @Test
    void givesAPersonTheSameIdsInEverySimulatorOfTheSameSeed() {
        try (WeChatSimulator twin = WeChatSimulator.start(wechatOptions("uniongate")
                        .withApps(List.of(wechat.app("wxmini").data())));
                WeChatSimulator stranger = WeChatSimulator.start(wechatOptions("other")
                        .withApps(List.of(wechat.app("wxmini").data())))) {
            String openId = wechat.user("小明").openIdIn("wxmini");

            assertThat(twin.user("小明").openIdIn("wxmini")).isEqualTo(openId);
            assertThat(twin.user("小明").unionIdIn("wxmini"))
                    .isEqualTo(wechat.user("小明").unionIdIn("wxmini"));
            assertThat(stranger.user("小明").openIdIn("wxmini")).isNotEqualTo(openId);
        }
    }

    @Test
    void drivesPublishedIdsAndKeysThroughHttp() {
        wechat.add(User.named("Band")
                .withOpenId("wxmini", "oGZUI0egBJY1zhBYw2KhdUfwVJJE")
                .withUnionId("main", "ocMvos6NjeKLIBqg5Mr9QjxrP1FA")
                .withSessionKey("wxmini", "tiihtNczf5v6AKRyjwEUhQ=="));

        JsonObject answer = exchange(wechat.user("Band").login("wxmini"));

        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("session_key", "tiihtNczf5v6AKRyjwEUhQ==")
                        .put("openid", "oGZUI0egBJY1zhBYw2KhdUfwVJJE")
                        .put("unionid", "ocMvos6NjeKLIBqg5Mr9QjxrP1FA"));
    }

    @Test
    void rotatesTheSessionKeyWithEveryLogin() {
        String first = exchange(wechat.user("小明").login("wxmini")).getString("session_key");
        String second = exchange(wechat.user("小明").login("wxmini")).getString("session_key");

        assertThat(second).isNotEqualTo(first).isEqualTo(wechat.user("小明").sessionKeyIn("wxmini"));
    }

    @Test
    void remembersTheLatestRequestsAndCountsThemAll() {
        String code = wechat.user("小明").login("wxmini");
        List<JsonObject> answers =
                Stream.of("a", "b", "c", code).map(this::exchange).toList();

        assertThat(answers).hasSize(4);
        assertThat(wechat.requests().taken("/sns/jscode2session"))
                .extracting(request -> request.text("js_code"))
                .containsExactly("b", "c", code);
        assertThat(wechat.requests().ofCode(code)).hasSize(1);
        assertThat(wechat.requests().ofApp("wxmini")).hasSize(3);
        assertThat(wechat.requests().count("code2session")).isEqualTo(4);
        wechat.requests().reset();
        assertThat(wechat.requests().count("code2session")).isZero();
    }

    @Test
    void keepsSecretsOutOfWhatARequestPrints() {
        JsonObject answer = exchange("a-secret-code");

        String printed = wechat.requests().all().toString();

        assertThat(answer.getInteger("errcode")).isEqualTo(40029);
        assertThat(printed).contains("/sns/jscode2session", "40029").doesNotContain("a-secret-code", "top-secret");
    }

    @Test
    void exchangesACodeOnceHoweverManyAskAtOnce() {
        String code = wechat.user("小明").login("wxmini");

        List<Future<HttpResponse<Buffer>>> asked = Stream.generate(
                        () -> browser.request(url(code)).send())
                .limit(20)
                .toList();
        List<Integer> errcodes = asked.stream()
                .map(answer -> Browser.fields(answer.await()).getInteger("errcode", 0))
                .sorted()
                .toList();

        assertThat(errcodes.get(0)).isZero();
        assertThat(errcodes.subList(1, 20)).containsOnly(40163);
    }

    @Test
    void goesBackToHowItWasStarted() {
        wechat.add(App.miniProgram("wxlater", "top-secret"));
        wechat.app("wxmini").unbind();
        wechat.next("code2session").fails(-1);

        wechat.reset();

        assertThat(wechat.app("wxmini").data().openPlatform()).isEqualTo("main");
        assertThatThrownBy(() -> wechat.app("wxlater")).hasMessageContaining("wxlater");
        assertThat(exchange("invented").getInteger("errcode")).isEqualTo(40029);
    }

    @Test
    void failsToStartOnAPortThatIsTaken() {
        int taken = URI.create(wechat.apiUrl()).getPort();

        assertThatThrownBy(
                        () -> WeChatSimulator.start(SimulatorOptions.defaults().withPort(taken)))
                .hasMessageContaining("in use");
    }

    @Test
    void lendsAPersonOnlyAMiniProgramsLogin() {
        wechat.add(App.website("wxsite", "secret", "example.com"));

        assertThatThrownBy(() -> wechat.user("小明").login("wxsite")).hasMessageContaining("mini program");
    }

    @Test
    void isDeployedBesideOtherVerticlesWithTheDemosSeed() {
        Vertx vertx = Vertx.vertx();
        SimulatorVerticle verticle =
                new SimulatorVerticle(SimulatorOptions.defaults().with(Seed.demo()));
        String deployment = vertx.deployVerticle(verticle).await();

        WeChatSimulator demo = verticle.simulator();
        String code = demo.user("小明").login("wx00000000000000a1");
        String unionId = demo.user("小明").unionIdIn("wx00000000000000b1").orElseThrow();
        JsonObject answer = browser.json(demo.apiUrl()
                + "/sns/jscode2session?appid=wx00000000000000a1&secret=simulated-secret-of-the-shop&js_code=" + code
                + "&grant_type=authorization_code");
        vertx.undeploy(deployment).await();

        assertThat(answer.getString("unionid")).isEqualTo(unionId);
        assertThatThrownBy(() -> browser.get(demo.apiUrl() + "/sns/auth")).hasMessageContaining("refused");
        vertx.close().await();
    }

    private static SimulatorOptions wechatOptions(String seed) {
        return SimulatorOptions.defaults().withSeed(seed);
    }

    private JsonObject exchange(String code) {
        return browser.json(url(code));
    }

    private String url(String code) {
        return wechat.apiUrl() + "/sns/jscode2session?appid=wxmini&secret=top-secret&js_code=" + code
                + "&grant_type=authorization_code";
    }
}
