package io.uniongate.wechat;

import static io.uniongate.wechat.WeChatBench.GAME;
import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static io.uniongate.wechat.WeChatBench.exchangeWeb;
import static io.uniongate.wechat.WeChatBench.fetchProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.WeChat;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OutageIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    @AutoClose
    private final WeChatBench bench = new WeChatBench();

    @Test
    @Tag("T14")
    @Tag("S29")
    void asksABusyWeChatNoMoreThanTwiceForACode() {
        bench.deploy();
        bench.simulator().always("code2session").fails(-1);

        assertThat(bench.refusal(bench.login(SHOP))).isInstanceOf(Problem.WechatUnavailable.class);
        assertThat(bench.simulator().requests().count("code2session")).isEqualTo(2);
    }

    @Test
    @Tag("T14")
    @Tag("S29")
    void givesUpAHangingExchangeAtItsDeadlineAndAsksOnce() {
        bench.deploy(WeChatSettings.of(bench.apiUrl(), Duration.ofSeconds(2)));
        bench.simulator().always("code2session").hangs();

        assertThat(bench.refusal(bench.login(SHOP))).isInstanceOf(Problem.WechatUnavailable.class);
        assertThat(bench.nextAnswered().outcome()).isEqualTo("timeout");
        assertThat(bench.simulator().requests().count("code2session")).isEqualTo(1);
    }

    @Test
    @Tag("T14")
    @Tag("S29")
    void neverRepeatsAnExchangeWhoseConnectionBroke() {
        bench.deploy();
        bench.simulator().always("access_token").drops();

        assertThat(bench.refusal(exchangeWeb(PAGES, "c"))).isInstanceOf(Problem.WechatUnavailable.class);
        assertThat(bench.nextAnswered().outcome()).isEqualTo("connection");
        assertThat(bench.simulator().requests().count("access_token")).isEqualTo(1);
    }

    @Test
    @Tag("T14")
    void takesAGatewaysPageForAnOutage() {
        bench.deploy();
        bench.simulator().next("code2session").answersStatus(502);
        Problem badGateway = bench.refusal(bench.login(SHOP));
        bench.simulator().next("code2session").answersHtml();

        Problem page = bench.refusal(bench.login(SHOP));

        assertThat(badGateway).isInstanceOf(Problem.WechatUnavailable.class);
        assertThat(page).isEqualTo(badGateway);
    }

    @Test
    @Tag("T14")
    void saysSoWhenNobodyListens() {
        HttpServer gone = bench.vertx()
                .createHttpServer()
                .requestHandler(request -> request.end())
                .listen(0, "127.0.0.1")
                .await();
        gone.close().await();

        bench.deploy(WeChatSettings.of(URI.create("http://127.0.0.1:" + gone.actualPort()), LONG));

        assertThat(bench.refusal(bench.login(SHOP))).isInstanceOf(Problem.WechatUnavailable.class);
    }

    @Test
    @Tag("S29")
    void repeatsUserinfoWithinABound() {
        bench.deploy();
        bench.simulator().next("userinfo").fails(-1);
        bench.simulator().next("userinfo").drops();
        bench.simulator().next("userinfo").answers("{\"openid\":\"o-page\",\"nickname\":\"小明\"}");
        WeChat.WebProfile third = bench.answer(fetchProfile(PAGES));
        bench.simulator().always("userinfo").drops();

        Problem refusal = bench.refusal(fetchProfile(PAGES));

        assertThat(third.profile().nickName()).isEqualTo("小明");
        assertThat(refusal).isInstanceOf(Problem.WechatUnavailable.class);
        assertThat(bench.simulator().requests().count("userinfo")).isEqualTo(6);
    }

    @Test
    void boundsABodyThatNeverEnds() {
        HttpServer dripping = bench.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    request.response().setChunked(true);
                    bench.vertx().setPeriodic(10, tick -> request.response().write("x".repeat(8192)));
                })
                .listen(0, "127.0.0.1")
                .await();
        bench.deploy(WeChatSettings.of(URI.create("http://127.0.0.1:" + dripping.actualPort()), SHORT));

        assertThat(bench.refusal(bench.login(SHOP))).isInstanceOf(Problem.WechatUnavailable.class);
        assertThat(bench.nextAnswered().outcome()).isEqualTo("timeout");
    }

    @Test
    @Tag("T14")
    void hangsForOneAppWithoutSlowingAnother() {
        bench.deploy(new WeChatSettings(bench.apiUrl(), bench.apiUrl(), LONG, 4, 2, LONG, 10, LONG));
        bench.simulator().always("code2session").forApp(SHOP.value()).hangs();
        List<Future<WeChat.MiniProgramLogin>> hanging = new ArrayList<>();
        for (int ask = 0; ask < 6; ask++) {
            hanging.add(bench.bus().ask(bench.login(SHOP)));
        }

        Problem oneTooMany = bench.refusal(bench.login(SHOP));
        WeChat.MiniProgramLogin other = bench.answer(bench.login(GAME));

        assertThat(oneTooMany).isEqualTo(new Problem.WechatUnavailable(1));
        assertThat(other.openId().value()).isNotBlank();
        assertThat(hanging).noneMatch(Future::isComplete);
        assertThat(bench.simulator().requests().ofApp(SHOP.value())).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void stopsAskingAnApiThatIsDownAndTriesAgainLater() {
        bench.deploy(new WeChatSettings(bench.apiUrl(), bench.apiUrl(), LONG, 4, 4, LONG, 2, Duration.ofSeconds(2)));
        bench.simulator().always("access_token").answersStatus(503);
        Problem first = bench.refusal(exchangeWeb(PAGES, "a"));
        Problem second = bench.refusal(exchangeWeb(PAGES, "b"));

        Problem withheld = bench.refusal(exchangeWeb(PAGES, "c"));
        bench.simulator().next("userinfo").answers("{\"openid\":\"o-page\"}");
        WeChat.WebProfile otherApi = bench.answer(fetchProfile(PAGES));
        bench.simulator().clearFaults();
        bench.simulator().always("access_token").answers("{\"openid\":\"o-page\",\"access_token\":\"t\"}");
        bench.clock().advance(Duration.ofSeconds(2));

        assertThat(List.of(first, second)).hasOnlyElementsOfType(Problem.WechatUnavailable.class);
        assertThat(withheld).isEqualTo(new Problem.WechatUnavailable(2));
        assertThat(bench.simulator().requests().ofCode("c")).isEmpty();
        assertThat(otherApi.profile().isEmpty()).isTrue();
        assertThat(bench.answer(exchangeWeb(PAGES, "d")).openId().value()).isEqualTo("o-page");
    }

    @Test
    @Tag("T15")
    void doesNotHammerWithASecretThatIsRefused() {
        bench.deploy();
        bench.simulator().app(SHOP.value()).resetSecret("another");
        Problem first = bench.refusal(bench.login(SHOP));

        Problem unasked = bench.refusal(bench.login(SHOP));
        WeChat.MiniProgramLogin otherApp = bench.answer(bench.login(GAME));
        bench.simulator().app(SHOP.value()).resetSecret(WeChatBench.APP_SECRET);
        bench.clock().advance(Duration.ofSeconds(1));

        assertThat(unasked).isEqualTo(first);
        assertThat(otherApp.openId().value()).isNotBlank();
        assertThat(bench.simulator().requests().ofApp(SHOP.value())).hasSize(1);
        assertThat(bench.answer(bench.login(SHOP)).openId().value()).isNotBlank();
    }

    @Test
    @Tag("T12")
    void passesTheDailyQuotaOnAndStopsAsking() {
        bench.deploy();
        bench.simulator().next("code2session").fails(45009);
        Problem first = bench.refusal(bench.login(SHOP));

        Problem unasked = bench.refusal(bench.login(SHOP));

        assertThat(first).isEqualTo(new Problem.WechatRateLimited(3600));
        assertThat(unasked).isEqualTo(first);
        assertThat(bench.simulator().requests().count("code2session")).isEqualTo(1);
    }

    @Test
    void keepsTheCircuitClosedHoweverManyAreRefused() {
        bench.deploy(new WeChatSettings(bench.apiUrl(), bench.apiUrl(), LONG, 4, 4, LONG, 2, LONG));
        bench.simulator().next("code2session").times(5).fails(40029);
        for (int refused = 0; refused < 5; refused++) {
            assertThat(bench.refusal(bench.login(SHOP))).isEqualTo(new Problem.CodeInvalid());
        }

        assertThat(bench.answer(bench.login(SHOP)).openId().value()).isNotBlank();
    }

    @Test
    void waitsForAPlaceNoLongerThanItsPatience() {
        bench.deploy(new WeChatSettings(bench.apiUrl(), bench.apiUrl(), LONG, 1, 4, SHORT, 10, LONG));
        bench.simulator().always("code2session").hangs();
        Future<WeChat.MiniProgramLogin> hanging = bench.bus().ask(bench.login(SHOP));

        Future<WeChat.MiniProgramLogin> waiting = bench.bus().ask(bench.login(SHOP));

        assertThatThrownBy(waiting::await)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(new Problem.WechatUnavailable(1)));
        assertThat(hanging.isComplete()).isFalse();
    }
}
