package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizeIT {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final String CALLBACK = "https%3A%2F%2Fauth.example.com%2Fwebpage%2Fcallback";

    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerAccount() {
        wechat.add(App.serviceAccount("wxaccount", "secret", "auth.example.com").withName("示例商城"));
        wechat.add(User.named("小明"));
        wechat.add(User.named("小红"));
    }

    @Test
    void callsBackSilentlyForTheBaseScope() {
        HttpResponse<Buffer> answer = browser.get(link("snsapi_base"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.getHeader("Location"))
                .matches("https://auth\\.example\\.com/webpage/callback\\?code=[0-9A-Za-z]{32}&state=abc123");
    }

    @Test
    void asksForConsentAndCallsBack() {
        HttpResponse<Buffer> page = browser.get(link("snsapi_userinfo"));

        HttpResponse<Buffer> answer = reply(page, "ALLOW");

        assertThat(Browser.text(page)).contains("示例商城", "允许", "拒绝", "模拟器 / SIMULATOR", "小明");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.getHeader("Location")).contains("?code=", "&state=abc123");
    }

    @Test
    void callsNobodyBackAfterADenial() {
        HttpResponse<Buffer> answer = reply(browser.get(link("snsapi_userinfo")), "DENY");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Browser.text(answer)).contains("已拒绝");
        assertThat(wechat.user("小明").denies(link("snsapi_userinfo"))).isEmpty();
    }

    @Test
    void deniesInTheOtherTwoWaysOnDemand() {
        wechat.next("authorize").denies(Denial.WITHOUT_CODE);
        String withoutCode = browser.get(link("snsapi_userinfo")).getHeader("Location");
        wechat.next("authorize").denies(Denial.AUTHDENY);
        String authdeny = browser.get(link("snsapi_userinfo")).getHeader("Location");

        assertThat(withoutCode).endsWith("/webpage/callback?state=abc123");
        assertThat(authdeny).endsWith("/webpage/callback?code=authdeny&state=abc123");
    }

    @Test
    void deniesAsTheSimulatorWasToldTo() {
        try (WeChatSimulator older =
                WeChatSimulator.start(SimulatorOptions.defaults().withDenial(Denial.WITHOUT_CODE))) {
            older.add(App.serviceAccount("wxaccount", "secret", "auth.example.com"));

            assertThat(older.user("小明").denies(link("snsapi_userinfo")))
                    .hasValue("https://auth.example.com/webpage/callback?state=abc123");
        }
    }

    @Test
    void goesDownLikeAnyOtherApi() {
        wechat.next("authorize").answersStatus(502);
        wechat.next("authorize").forUser("小红").drops();

        assertThat(browser.get(link("snsapi_base")).statusCode()).isEqualTo(502);
        assertThat(browser.get(link("snsapi_base")).statusCode()).isEqualTo(302);
        assertThatThrownBy(() -> browser.get(link("snsapi_base") + "&sim_user=%E5%B0%8F%E7%BA%A2"))
                .hasMessageContaining("closed");
    }

    @Test
    void knowsNobodyWhoWasNotAdded() {
        assertThat(Browser.text(browser.get(link("snsapi_base") + "&sim_user=nobody")))
                .contains("没有这个模拟用户");
    }

    @Test
    void takesAnAnswerToAPageOnce() {
        HttpResponse<Buffer> page = browser.get(link("snsapi_userinfo"));
        HttpResponse<Buffer> first = reply(page, "ALLOW");

        HttpResponse<Buffer> second = reply(page, "ALLOW");

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(Browser.text(second)).contains("页面已失效");
    }

    @Test
    void isSilentForWhoConsentedLatelyUnlessThePopupIsForced() {
        wechat.user("小明").becomes(Trait.CONSENTED);

        assertThat(browser.get(link("snsapi_userinfo")).statusCode()).isEqualTo(302);
        assertThat(browser.get(link("snsapi_userinfo") + "&forcePopup=true").statusCode())
                .isEqualTo(200);
    }

    @Test
    void opensOnlyInWeChat() {
        HttpResponse<Buffer> outside = browser.request(link("snsapi_base"))
                .putHeader("User-Agent", "Mozilla/5.0 Chrome/142")
                .send()
                .await();
        HttpResponse<Buffer> pretended = browser.request(link("snsapi_base") + "&sim_wechat=1")
                .putHeader("User-Agent", "Mozilla/5.0 Chrome/142")
                .send()
                .await();

        assertThat(Browser.text(outside)).contains("请在微信客户端打开链接", "&amp;sim_wechat=1#wechat_redirect");
        assertThat(pretended.statusCode()).isEqualTo(302);
        assertThat(pretended.cookies()).anyMatch(cookie -> cookie.startsWith("sim_wechat=1"));
    }

    @Test
    void actsAsTheUserWhoHoldsThePhone() {
        String byDefault = codeOwner(browser.get(link("snsapi_base")));
        String byLink = codeOwner(browser.get(link("snsapi_base") + "&sim_user=%E5%B0%8F%E7%BA%A2"));
        String byCookie = codeOwner(browser.request(link("snsapi_base"))
                .putHeader("Cookie", "sim_user=%E5%B0%8F%E7%BA%A2")
                .send()
                .await());
        wechat.phoneOf("小红");
        String byControl = codeOwner(browser.get(link("snsapi_base")));

        String xiaohong = wechat.user("小红").openIdIn("wxaccount");
        assertThat(byDefault).isEqualTo(wechat.user("小明").openIdIn("wxaccount"));
        assertThat(byLink).isEqualTo(xiaohong);
        assertThat(byCookie).isEqualTo(xiaohong);
        assertThat(byControl).isEqualTo(xiaohong);
    }

    @Test
    void offersASnapshotThatActsAsAVirtualAccount() {
        wechat.user("小明").becomes(Trait.SNAPSHOT);
        HttpResponse<Buffer> page = browser.get(link("snsapi_userinfo"));

        String virtual = codeOwner(reply(page, "STAY_IN_SNAPSHOT"));

        assertThat(Browser.text(page)).contains("使用完整服务");
        assertThat(virtual).isNotEqualTo(wechat.user("小明").openIdIn("wxaccount"));
    }

    @Test
    void leavesTheSnapshotWithTheFullService() {
        wechat.user("小明").becomes(Trait.SNAPSHOT);
        HttpResponse<Buffer> snapshot = browser.get(link("snsapi_userinfo"));
        HttpResponse<Buffer> consent = reply(snapshot, "USE_FULL_SERVICE");

        String real = codeOwner(reply(consent, "ALLOW"));

        assertThat(real).isEqualTo(wechat.user("小明").openIdIn("wxaccount"));
    }

    @Test
    void opensASnapshotWhenTheLinkForcesIt() {
        assertThat(Browser.text(browser.get(link("snsapi_userinfo") + "&forceSnapShot=true")))
                .contains("网页快照");
        assertThat(browser.get(link("snsapi_base") + "&forceSnapShot=true").statusCode())
                .isEqualTo(302);
    }

    @Test
    void callsBackTwiceOnDemand() {
        wechat.next("authorize").callsBackTwice();

        HttpResponse<Buffer> page = browser.get(link("snsapi_base"));

        assertThat(Browser.text(page)).contains("fetch(urls[0]", "location.replace(urls[1])", "?code=");
        assertThat(page.getHeader("Content-Security-Policy")).contains("script-src 'nonce-");
    }

    @Test
    void altersTheStateOnDemand() {
        wechat.next("authorize").altersState("https://i.maxthon.cn");

        assertThat(browser.get(link("snsapi_base")).getHeader("Location"))
                .endsWith("&state=abc123https%3A%2F%2Fi.maxthon.cn");
    }

    @Test
    void showsErrorsToTheUserAndNeverToTheCallback() {
        wechat.next("authorize").fails(10004);
        HttpResponse<Buffer> injected = browser.get(link("snsapi_base"));
        HttpResponse<Buffer> foreign = browser.get(link("snsapi_base").replace("auth.example.com", "evil.example.com"));

        assertThat(injected.statusCode()).isEqualTo(200);
        assertThat(Browser.text(injected)).contains("10004");
        assertThat(foreign.statusCode()).isEqualTo(200);
        assertThat(Browser.text(foreign)).contains("10003", "redirect_uri域名与后台配置不一致");
        assertThat(wechat.requests().taken("authorize"))
                .extracting(RecordedRequest::errcode)
                .containsExactly(10004, 10003);
    }

    @Test
    void letsATestWalkWithoutABrowser() {
        wechat.user("小红").becomes(Trait.SNAPSHOT);

        String real = wechat.user("小红").approves(link("snsapi_userinfo") + "#wechat_redirect");
        String virtual = wechat.user("小红").staysInSnapshot(link("snsapi_userinfo"));

        assertThat(real).startsWith("https://auth.example.com/webpage/callback?code=");
        assertThat(virtual).isNotEqualTo(real);
        assertThatThrownBy(() -> wechat.user("小红").approves(link("snsapi_login")))
                .hasMessageContaining("10005");
    }

    private HttpResponse<Buffer> reply(HttpResponse<Buffer> page, String decision) {
        Matcher ticket = TICKET.matcher(Browser.text(page));
        assertThat(ticket.find()).isTrue();
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .add("ticket", ticket.group(1))
                .add("decision", decision);
        return browser.client()
                .postAbs(wechat.openUrl() + "/_sim/reply")
                .sendForm(form)
                .await();
    }

    private String codeOwner(HttpResponse<Buffer> callback) {
        String code = Browser.location(callback).replaceAll(".*code=([^&]+).*", "$1");
        return browser.json(wechat.apiUrl() + "/sns/oauth2/access_token?appid=wxaccount&secret=secret&code=" + code
                        + "&grant_type=authorization_code")
                .getString("openid");
    }

    private String link(String scope) {
        return wechat.openUrl() + "/connect/oauth2/authorize?appid=wxaccount&redirect_uri=" + CALLBACK
                + "&response_type=code&scope=" + scope + "&state=abc123";
    }
}
