package io.uniongate.wechat;

import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.exchangeWeb;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.simulator.App;
import io.uniongate.simulator.SimulatedUser;
import io.uniongate.simulator.Trait;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With codes that a simulated phone brought back from the real authorize page. */
class PageLoginIT {
    @AutoClose
    private final WeChatBench bench = new WeChatBench();

    private final SimulatedUser person = bench.simulator().user("小明");

    @BeforeEach
    void deploy() {
        bench.deploy();
        bench.simulator()
                .add(App.serviceAccount(PAGES.value(), WeChatBench.APP_SECRET, "example.com")
                        .withOpenPlatform("main"));
    }

    @Test
    void knowsThePersonWhoConsented() {
        String code = code(person.approves(link("snsapi_userinfo")));

        WeChat.WebLogin login = bench.answer(exchangeWeb(PAGES, code));
        WeChat.WebProfile profile = bench.answer(
                new WeChat.FetchProfile(PAGES, login.openId(), login.grant().accessToken()));

        assertThat(login.openId()).isEqualTo(new OpenId(person.openIdIn(PAGES.value())));
        assertThat(login.unionId())
                .isEqualTo(new UnionId(person.unionIdIn(PAGES.value()).orElseThrow()));
        assertThat(login.snapshot()).isFalse();
        assertThat(profile.unionId()).isEqualTo(login.unionId());
        assertThat(profile.profile().nickName()).isEqualTo("小明");
        assertThat(profile.profile().avatarUrl()).endsWith(person.data().avatarUrl());
    }

    @Test
    @Tag("T42")
    void getsNoProfileOfABaseLogin() {
        String code = code(person.approves(link("snsapi_base")));

        WeChat.WebLogin login = bench.answer(exchangeWeb(PAGES, code));
        Problem refusal = bench.refusal(
                new WeChat.FetchProfile(PAGES, login.openId(), login.grant().accessToken()));

        assertThat(login.unionId()).isNull();
        assertThat(refusal).isEqualTo(new Problem.InsufficientScope());
        assertThat(bench.simulator().requests().count("userinfo")).isEqualTo(1);
        assertThat(bench.simulator().requests().count("refresh_token")).isZero();
    }

    @Test
    void extendsALivingGrantAndRenewsAnExpiredOne() {
        WeChat.WebLogin login = logIn();

        WeChat.UserGrant extended = renewed(login);
        bench.simulator().clock().advance(Duration.ofHours(3));
        WeChat.UserGrant replaced = renewed(login);

        assertThat(extended.accessToken()).isEqualTo(login.grant().accessToken());
        assertThat(extended.expiresIn()).isEqualTo(Duration.ofHours(2));
        assertThat(replaced.accessToken()).isNotEqualTo(login.grant().accessToken());
        assertThat(bench.simulator().requests().taken("/sns/oauth2/refresh_token"))
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.parameters()).containsOnlyKeys("appid", "grant_type", "refresh_token"));
    }

    @Test
    @Tag("T46")
    void saysThatWeChatEndedAGrant() {
        WeChat.WebLogin login = logIn();

        WeChat.Renewal unknown =
                bench.answer(new WeChat.RefreshGrant(PAGES, login.openId(), new Secret("never-issued")));
        bench.simulator().clock().advance(Duration.ofDays(31));
        WeChat.Renewal expired = bench.answer(refresh(login));
        person.changesPassword();
        WeChat.Renewal passwordChanged = bench.answer(refresh(login));

        assertThat(unknown).isEqualTo(new WeChat.Ended(WeChat.EndReason.INVALID));
        assertThat(expired).isEqualTo(new WeChat.Ended(WeChat.EndReason.EXPIRED));
        assertThat(passwordChanged).isEqualTo(new WeChat.Ended(WeChat.EndReason.PASSWORD_CHANGED));
    }

    @Test
    void takesNoGrantOfSomebodyElse() {
        WeChat.WebLogin login = logIn();

        Problem refusal = bench.refusal(new WeChat.RefreshGrant(
                PAGES,
                new OpenId("o-other"),
                Objects.requireNonNull(login.grant().refreshToken())));

        assertThat(refusal).isEqualTo(new Problem.WechatBadAnswer());
    }

    @Test
    void knowsAVirtualAccountByItsFlag() {
        person.becomes(Trait.SNAPSHOT);
        String code = code(person.staysInSnapshot(link("snsapi_userinfo")));

        WeChat.WebLogin login = bench.answer(exchangeWeb(PAGES, code));

        assertThat(login.snapshot()).isTrue();
        assertThat(login.openId()).isNotEqualTo(new OpenId(person.openIdIn(PAGES.value())));
    }

    @Test
    @Tag("T44")
    void cleansDirtyBytesOutOfANickname() {
        String code = code(person.approves(link("snsapi_userinfo")));
        WeChat.WebLogin login = bench.answer(exchangeWeb(PAGES, code));
        bench.simulator().next("userinfo").answersDirty();

        WeChat.WebProfile profile = bench.answer(
                new WeChat.FetchProfile(PAGES, login.openId(), login.grant().accessToken()));

        assertThat(profile.profile().nickName()).isEqualTo("小明");
    }

    private WeChat.WebLogin logIn() {
        return bench.answer(exchangeWeb(PAGES, code(person.approves(link("snsapi_userinfo")))));
    }

    private WeChat.UserGrant renewed(WeChat.WebLogin login) {
        return ((WeChat.Renewed) bench.answer(refresh(login))).grant();
    }

    private static WeChat.RefreshGrant refresh(WeChat.WebLogin login) {
        return new WeChat.RefreshGrant(
                PAGES, login.openId(), Objects.requireNonNull(login.grant().refreshToken()));
    }

    private String link(String scope) {
        return bench.simulator().openUrl() + "/connect/oauth2/authorize?appid=" + PAGES
                + "&redirect_uri=https%3A%2F%2Fexample.com%2Fback&response_type=code&scope=" + scope
                + "&state=s1#wechat_redirect";
    }

    private static String code(String callback) {
        return URI.create(callback).getQuery().replaceAll(".*\\bcode=([^&]+).*", "$1");
    }
}
