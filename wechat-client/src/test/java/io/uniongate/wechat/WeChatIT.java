package io.uniongate.wechat;

import static io.uniongate.wechat.WeChatBench.GAME;
import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static io.uniongate.wechat.WeChatBench.SITE;
import static io.uniongate.wechat.WeChatBench.exchange;
import static io.uniongate.wechat.WeChatBench.exchangeWeb;
import static io.uniongate.wechat.WeChatBench.fetchProfile;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.contract.wechat.WeChatMisconfigured;
import io.uniongate.simulator.Trait;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatIT {
    private static final String GRANT = "{\"access_token\":\"user-token-77ab\",\"expires_in\":7200,"
            + "\"refresh_token\":\"r\",\"openid\":\"o-page\",\"scope\":\"snsapi_userinfo\"";

    @AutoClose
    private final WeChatBench bench = new WeChatBench();

    @BeforeEach
    void deploy() {
        bench.deploy();
    }

    @Test
    void saysWhoAMiniProgramsCodeBelongsTo() {
        bench.simulator().app(SHOP.value()).bindTo("main");

        WeChat.MiniProgramLogin login = bench.answer(bench.login(SHOP));

        var person = bench.simulator().user("小明");
        assertThat(login)
                .isEqualTo(new WeChat.MiniProgramLogin(
                        new OpenId(person.openIdIn(SHOP.value())),
                        new UnionId(person.unionIdIn(SHOP.value()).orElseThrow()),
                        new Secret(person.sessionKeyIn(SHOP.value())),
                        WeChatBench.NOW));
        assertThat(bench.nextAnswered())
                .matches(event -> event.outcome().equals("ok") && event.app().equals(SHOP))
                .matches(event -> event.api().equals("sns/jscode2session"));
    }

    @Test
    void sendsWhatTheProtocolAsksFor() {
        WeChat.MiniProgramLogin login = bench.answer(bench.login(SHOP));

        assertThat(login.openId().value()).isNotBlank();
        assertThat(bench.simulator().requests().all().get(0).parameters())
                .containsOnlyKeys("appid", "secret", "js_code", "grant_type")
                .containsEntry("secret", WeChatBench.APP_SECRET)
                .containsEntry("grant_type", "authorization_code");
    }

    @Test
    @Tag("T06")
    void asksOnceForACodeThatWasUsed() {
        WeChat.ExchangeCode ask = bench.login(SHOP);
        WeChat.MiniProgramLogin first = bench.answer(ask);

        Problem refusal = bench.refusal(ask);

        assertThat(first.openId().value()).isNotBlank();
        assertThat(refusal).isEqualTo(new Problem.CodeInvalid());
        assertThat(bench.simulator().requests().ofCode(ask.code().reveal())).hasSize(2);
    }

    @Test
    @Tag("T07")
    void refusesAnExpiredCode() {
        WeChat.ExchangeCode ask = bench.login(SHOP);
        bench.simulator().clock().advance(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(bench.refusal(ask)).isEqualTo(new Problem.CodeInvalid());
    }

    @ParameterizedTest
    @Tag("T08")
    @ValueSource(strings = {"", " ", "the code is a mock one", "a&secret=b", "a\nb", "代码"})
    void refusesAMisshapenCodeUnasked(String code) {
        Problem mini = bench.refusal(exchange(SHOP, code));
        Problem web = bench.refusal(exchangeWeb(PAGES, code + "x".repeat(code.isEmpty() ? 513 : 0)));

        assertThat(mini)
                .isInstanceOfSatisfying(
                        Problem.InvalidRequest.class,
                        problem -> assertThat(problem.detail()).startsWith("code "));
        assertThat(web).isEqualTo(mini);
        assertThat(bench.simulator().requests().all()).isEmpty();
    }

    @Test
    @Tag("T09")
    void refusesACodeOfAnotherApp() {
        String code = bench.login(SHOP).code().reveal();

        Problem refusal = bench.refusal(exchange(GAME, code));

        assertThat(refusal).isEqualTo(new Problem.CodeInvalid());
        assertThat(bench.nextAnswered())
                .matches(event -> event.app().equals(GAME) && event.outcome().equals("40029"));
    }

    @Test
    @Tag("T10")
    void asksNothingForAnAppItDoesNotKnow() {
        assertThat(bench.refusal(exchange(new AppId("wxnobody"), "c"))).isEqualTo(new Problem.UnknownApp());
        assertThat(bench.refusal(exchange(PAGES, "c"))).isEqualTo(new Problem.UnknownApp());
        assertThat(bench.refusal(exchangeWeb(SHOP, "c"))).isEqualTo(new Problem.UnknownApp());
        assertThat(bench.refusal(fetchProfile(SHOP))).isEqualTo(new Problem.UnknownApp());
        assertThat(bench.simulator().requests().all()).isEmpty();
    }

    @Test
    @Tag("T11")
    void turnsARiskyPersonAwayAtOnce() {
        bench.simulator().user("小明").becomes(Trait.RISKY);

        assertThat(bench.refusal(bench.login(SHOP))).isEqualTo(new Problem.UserBlocked());
        assertThat(bench.simulator().requests().count("code2session")).isEqualTo(1);
    }

    @Test
    @Tag("T12")
    void passesTheMinuteQuotaOn() {
        bench.simulator().next("code2session").fails(45011);

        assertThat(bench.refusal(bench.login(SHOP))).isEqualTo(new Problem.WechatRateLimited(60));
        assertThat(bench.simulator().requests().count("code2session")).isEqualTo(1);
    }

    @Test
    @Tag("T13")
    void asksABusyWeChatOnceMore() {
        bench.simulator().next("code2session").fails(-1);

        assertThat(bench.answer(bench.login(SHOP)).unionId()).isNull();
        assertThat(bench.simulator().requests().count("code2session")).isEqualTo(2);
    }

    @Test
    @Tag("T15")
    void tellsOperatorsWhatIsMisconfigured() {
        bench.simulator().app(SHOP.value()).resetSecret("another");

        Problem refusal = bench.refusal(bench.login(SHOP));

        assertThat(refusal).isEqualTo(new Problem.WechatMisconfigured());
        assertThat(bench.nextMisconfigured()).isEqualTo(new WeChatMisconfigured(SHOP, 40125));
    }

    @Test
    @Tag("T16")
    void readsPlainTextWithErrcodesOfEveryKind() {
        bench.simulator().next("code2session").answersWith(JsonObject.of("errcode", 0, "errmsg", "ok"));
        WeChat.MiniProgramLogin withZero = bench.answer(bench.login(SHOP));
        bench.simulator().next("code2session").failsAsText(40029);

        Problem asText = bench.refusal(bench.login(SHOP));

        assertThat(withZero.openId()).isEqualTo(bench.answer(bench.login(SHOP)).openId());
        assertThat(asText).isEqualTo(new Problem.CodeInvalid());
    }

    @ParameterizedTest
    @Tag("T17")
    @ValueSource(strings = {"{}", "{\"openid\":\"\",\"session_key\":\"k\"}", "{\"openid\":null}", "{\"openid\":\"o"})
    void callsAnAnswerWithoutItsKeyFieldsBad(String body) {
        bench.simulator().next("code2session").answers(body);

        assertThat(bench.refusal(bench.login(SHOP))).isEqualTo(new Problem.WechatBadAnswer());
        assertThat(bench.simulator().requests().count("code2session")).isEqualTo(1);
    }

    @Test
    void saysWhoAPagesCodeBelongsTo() {
        bench.simulator().always("access_token").answers(GRANT + ",\"unionid\":\"u-1\"}");

        WeChat.WebLogin account = bench.answer(exchangeWeb(PAGES, "021-code_A"));
        WeChat.WebLogin site = bench.answer(exchangeWeb(SITE, "021-code_B"));

        assertThat(account)
                .isEqualTo(new WeChat.WebLogin(
                        new OpenId("o-page"),
                        new UnionId("u-1"),
                        new WeChat.UserGrant(new Secret("user-token-77ab"), new Secret("r"), Duration.ofHours(2)),
                        false));
        assertThat(site).isEqualTo(account);
        assertThat(bench.simulator().requests().ofCode("021-code_A")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\""})
    void knowsASnapshotUser(String flag) {
        bench.simulator().next("access_token").answers(GRANT + ",\"is_snapshotuser\":" + flag + "}");

        assertThat(bench.answer(exchangeWeb(PAGES, "c")).snapshot()).isTrue();
    }

    @Test
    void takesAnEmptyUnionidForNone() {
        bench.simulator().next("access_token").answers(GRANT + ",\"unionid\":\"\",\"is_snapshotuser\":0}");

        WeChat.WebLogin login = bench.answer(exchangeWeb(PAGES, "c"));

        assertThat(login.unionId()).isNull();
        assertThat(login.snapshot()).isFalse();
    }

    @Test
    @Tag("T42")
    void saysThatABaseLoginHasNoProfile() {
        bench.simulator().next("userinfo").fails(48001);

        assertThat(bench.refusal(fetchProfile(PAGES))).isEqualTo(new Problem.InsufficientScope());
        assertThat(bench.simulator().requests().all()).hasSize(1);
    }

    @Test
    void fetchesAProfile() {
        bench.simulator()
                .next("userinfo")
                .answers("{\"openid\":\"o-page\",\"nickname\":\"小明\",\"sex\":0,\"province\":\"\",\"city\":\"\","
                        + "\"country\":\"\",\"headimgurl\":\"https://thirdwx.qlogo.cn/a/132\",\"privilege\":[],"
                        + "\"unionid\":\"u-1\"}");

        WeChat.WebProfile profile = bench.answer(fetchProfile(SITE));

        assertThat(profile)
                .isEqualTo(
                        new WeChat.WebProfile(new UnionId("u-1"), new Profile("小明", "https://thirdwx.qlogo.cn/a/132")));
        assertThat(bench.simulator().requests().all().get(0).parameters())
                .isEqualTo(Map.of("access_token", "user-token-77ab", "openid", "o-page", "lang", "zh_CN"));
    }

    @Test
    @Tag("T44")
    void cleansADirtyNickname() {
        bench.simulator()
                .next("userinfo")
                .answers("{\"openid\":\"o-page\",\"nickname\":\"小\u0014\u0000明\\ud83d" + "x".repeat(1000) + "\"}");

        String nickName = bench.answer(fetchProfile(PAGES)).profile().nickName();

        assertThat(nickName).isEqualTo("小明" + "x".repeat(Profile.NICK_NAME_LENGTH - 2));
    }

    @Test
    @Tag("T44")
    void logsInThroughDirtyBytes() {
        bench.simulator().next("code2session").answersDirty();

        assertThat(bench.answer(bench.login(SHOP)).openId())
                .isEqualTo(new OpenId(bench.simulator().user("小明").openIdIn(SHOP.value())));
    }

    @Test
    void trustsNoProfileOfSomebodyElse() {
        bench.simulator().next("userinfo").answers("{\"openid\":\"o-other\",\"nickname\":\"小红\"}");

        assertThat(bench.refusal(fetchProfile(PAGES))).isEqualTo(new Problem.WechatBadAnswer());
    }
}
