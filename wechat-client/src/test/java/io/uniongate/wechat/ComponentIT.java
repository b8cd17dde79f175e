package io.uniongate.wechat;

import static io.uniongate.wechat.Agency.MINI;
import static io.uniongate.wechat.Agency.OWN;
import static io.uniongate.wechat.Agency.PAGES;
import static io.uniongate.wechat.Agency.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.WeChat;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins of apps that authorised a third-party platform, behind the same messages as all others. */
class ComponentIT {
    private final Agency agency = new Agency(1);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void saysWhoAMiniProgramsCodeBelongsTo() {
        agency.ticketArrives();

        WeChat.MiniProgramLogin login = agency.answer(agency.login(MINI));

        assertThat(login)
                .isEqualTo(new WeChat.MiniProgramLogin(
                        new OpenId(agency.person().openIdIn(MINI.value())),
                        new UnionId(agency.person().unionIdIn(MINI.value()).orElseThrow()),
                        new Secret(agency.person().sessionKeyIn(MINI.value())),
                        WeChatBench.NOW));
        assertThat(agency.simulator().requests().taken(SESSION))
                .singleElement()
                .satisfies(request -> assertThat(request.parameters())
                        .containsOnlyKeys("appid", "js_code", "grant_type", "component_appid", "component_access_token")
                        .containsEntry("component_appid", "wxplatform"));
        assertThat(agency.count("/sns/jscode2session")).isZero();
    }

    @Test
    void exchangesAndRenewsThePageGrantOfAnAccount() {
        agency.ticketArrives();

        WeChat.WebLogin login = agency.answer(new WeChat.ExchangeWebCode(PAGES, pageCode()));
        WeChat.WebProfile profile = agency.answer(
                new WeChat.FetchProfile(PAGES, login.openId(), login.grant().accessToken()));
        WeChat.Renewal renewal = agency.answer(refresh(login));

        assertThat(login.openId().value()).isEqualTo(agency.person().openIdIn(PAGES.value()));
        assertThat(profile.profile().nickName()).isEqualTo("小明");
        assertThat(renewal).isInstanceOf(WeChat.Renewed.class);
        assertThat(agency.simulator().requests().taken("/sns/oauth2/component/refresh_token"))
                .singleElement()
                .satisfies(request -> assertThat(request.parameters())
                        .containsOnlyKeys(
                                "appid", "grant_type", "refresh_token", "component_appid", "component_access_token"));
    }

    @Test
    void saysThatWeChatEndedAGrant() {
        agency.ticketArrives();
        WeChat.WebLogin login = agency.answer(new WeChat.ExchangeWebCode(PAGES, pageCode()));
        agency.person().changesPassword();

        assertThat(agency.answer(refresh(login))).isEqualTo(new WeChat.Ended(WeChat.EndReason.PASSWORD_CHANGED));
    }

    @Test
    void saysThatAnAppNoLongerAuthorisesThePlatformAndAsksOnce() {
        agency.ticketArrives();
        agency.component().abandonedBy(MINI.value());

        Problem refusal = agency.refusal(agency.login(MINI));

        assertThat(refusal).isEqualTo(new Problem.WechatMisconfigured());
        assertThat(agency.count(SESSION)).isEqualTo(1);
        assertThat(agency.answer(agency.login(OWN)).openId().value())
                .isEqualTo(agency.person().openIdIn(OWN.value()));
    }

    @Test
    void waitsForTheFirstTicketAndAsksWeChatNothingBefore() {
        Problem refusal = agency.refusal(agency.login(MINI));

        assertThat(refusal).isEqualTo(new Problem.ComponentTicketMissing(60));
        assertThat(agency.simulator().requests().all()).isEmpty();

        agency.ticketArrives();

        assertThat(agency.answer(agency.login(MINI)).openId().value())
                .isEqualTo(agency.person().openIdIn(MINI.value()));
    }

    @Test
    void asksInTheNameOfAnAppOnlyWithASecretOfItsOwn() {
        Platform.FetchPhone lent = new Platform.FetchPhone(MINI, openId(MINI.value()), new Secret("c"));
        Platform.FetchPhone own = new Platform.FetchPhone(
                OWN, openId(OWN.value()), new Secret(agency.person().tapsPhoneButton(OWN.value())));

        assertThat(agency.refusal(lent)).isEqualTo(new Problem.AppSecretMissing());
        assertThat(agency.refusal(lent)).isEqualTo(new Problem.AppSecretMissing());
        assertThat(agency.answer(own).e164()).startsWith("+86");
        assertThat(agency.count("/cgi-bin/stable_token")).isEqualTo(1);
    }

    @Test
    void probesTheExchangeThroughThePlatform() {
        agency.ticketArrives();
        Platform.Probe probe = new Platform.Probe(MINI, Platform.Check.CODE_EXCHANGE);

        Platform.Finding authorised = agency.answer(probe);
        agency.component().abandonedBy(MINI.value());
        Platform.Finding abandoned = agency.answer(probe);

        assertThat(authorised.errcode()).isEqualTo(40029);
        assertThat(abandoned.errcode()).isEqualTo(61003);
    }

    private OpenId openId(String app) {
        return new OpenId(agency.person().openIdIn(app));
    }

    private static WeChat.RefreshGrant refresh(WeChat.WebLogin login) {
        return new WeChat.RefreshGrant(
                PAGES, login.openId(), Objects.requireNonNull(login.grant().refreshToken()));
    }

    private Secret pageCode() {
        String callback = agency.person()
                .approves(agency.simulator().openUrl() + "/connect/oauth2/authorize?appid=" + PAGES
                        + "&redirect_uri=https%3A%2F%2Fexample.com%2Fback&response_type=code"
                        + "&scope=snsapi_userinfo&state=a1&component_appid=wxplatform#wechat_redirect");
        return new Secret(callback.replaceFirst(".*[?&]code=([^&]+).*", "$1"));
    }
}
