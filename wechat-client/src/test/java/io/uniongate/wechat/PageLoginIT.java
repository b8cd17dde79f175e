package io.uniongate.wechat;

import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.exchangeWeb;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.simulator.App;
import io.uniongate.simulator.SimulatedUser;
import io.uniongate.simulator.Trait;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With codes that a simulated phone brought back from the real authorize page. */
class PageLoginIT {
    private final WeChatBench bench = new WeChatBench();
    private final SimulatedUser person = bench.simulator().user("小明");

    @BeforeEach
    void deploy() {
        bench.deploy();
        bench.simulator()
                .add(App.serviceAccount(PAGES.value(), WeChatBench.APP_SECRET, "example.com")
                        .withOpenPlatform("main"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void knowsThePersonWhoConsented() {
        String code = code(person.approves(link("snsapi_userinfo")));

        WeChat.WebLogin login = bench.answer(exchangeWeb(PAGES, code));
        WeChat.WebProfile profile = bench.answer(new WeChat.FetchProfile(PAGES, login.openId(), login.accessToken()));

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
        Problem refusal = bench.refusal(new WeChat.FetchProfile(PAGES, login.openId(), login.accessToken()));

        assertThat(login.unionId()).isNull();
        assertThat(refusal).isEqualTo(new Problem.InsufficientScope());
        assertThat(bench.simulator().requests().count("userinfo")).isEqualTo(1);
        assertThat(bench.simulator().requests().count("refresh_token")).isZero();
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

        WeChat.WebProfile profile = bench.answer(new WeChat.FetchProfile(PAGES, login.openId(), login.accessToken()));

        assertThat(profile.profile().nickName()).isEqualTo("小明");
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
