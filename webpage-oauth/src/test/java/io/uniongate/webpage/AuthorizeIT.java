package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.uniongate.contract.Scope;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeIT {
    private static final String OUTSIDE = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140";

    @AutoClose
    private final Provider provider = Provider.start();

    @Tag("T31")
    @Tag("S41")
    @Test
    void sendsWeChatsBrowserToTheSilentPage() {
        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE, "User-Agent", Fixture.WECHAT_BROWSER);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer))
                .matches("https://open\\.weixin\\.qq\\.com/connect/oauth2/authorize\\?appid=wxaccount"
                        + "&redirect_uri=https%3A%2F%2Fauth\\.example\\.com%2Foauth2%2Fwechat%2Fcallback"
                        + "&response_type=code&scope=snsapi_base&state=[A-Za-z0-9]{22,128}#wechat_redirect");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.cookies())
                .singleElement(STRING)
                .matches("__Host-uniongate-login-[A-Za-z0-9]{12}=1\\.[A-Za-z0-9_-]{32}; .*")
                .contains("; Max-Age=600", "; Path=/", "; Secure", "; HTTPOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
    }

    @Test
    void remembersWhereTheBrowserGoes() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE + "&nonce=n1");

        Authorization.Begin begin = provider.authorization.begun(visit.state());
        assertThat(begin.client()).isEqualTo(Fixture.SHOP.id());
        assertThat(begin.app()).isEqualTo(Fixture.ACCOUNT);
        assertThat(begin.destination())
                .isEqualTo(new Destination.ToClient(
                        Fixture.CALLBACK, "s1", Scope.parse("openid"), "n1", Fixture.CHALLENGE, false));
    }

    @Test
    void asksForConsentWhenTheProfileIsWanted() {
        String path = Provider.AUTHORIZE.replace("scope=openid", "scope=openid%20profile");

        HttpResponse<Buffer> answer = provider.get(path, "User-Agent", Fixture.WECHAT_BROWSER);

        assertThat(Provider.location(answer)).contains("&scope=snsapi_userinfo&");
    }

    @Test
    void showsAQrCodeToOtherBrowsers() {
        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE, "User-Agent", OUTSIDE);

        assertThat(Provider.location(answer))
                .startsWith("https://open.weixin.qq.com/connect/qrconnect?appid=wxwebsite&")
                .contains("&scope=snsapi_login&")
                .endsWith("#wechat_redirect");
    }

    @ParameterizedTest
    @ValueSource(strings = {OUTSIDE, Fixture.WECOM_BROWSER})
    void asksToOpenWeChatWhenThereIsNoWebsiteApp(String userAgent) {
        HttpResponse<Buffer> answer = provider.get(
                Provider.AUTHORIZE + "&app_id=wxaccount", "User-Agent", userAgent, "Accept-Language", "en");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Security-Policy")).isEqualTo(Page.CONTENT_POLICY);
        assertThat(answer.bodyAsString())
                .contains("<html lang=\"en\">", "Open this in WeChat", "请在微信中打开", "error=interaction_required");
        assertThat(provider.authorization.hasBegun()).isFalse();
    }

    @Tag("S57")
    @Test
    void tellsTheClientOfItsMistakeWithStateAndIssuer() {
        HttpResponse<Buffer> answer =
                provider.get(Provider.AUTHORIZE.replace("response_type=code", "response_type=token"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer))
                .startsWith(Fixture.CALLBACK + "?error=unsupported_response_type&error_description=")
                .endsWith("&state=s1&iss=https%3A%2F%2Fauth.example.com");
    }

    @Tag("S35")
    @Test
    void showsAPageAndNeverRedirectsToAnUnregisteredAddress() {
        HttpResponse<Buffer> answer =
                provider.get(Provider.AUTHORIZE.replace("h5.example.com%2Fcallback", "evil.example%2Fcallback"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Location")).isNull();
        assertThat(answer.getHeader("Content-Type")).startsWith("text/html");
        assertThat(answer.bodyAsString()).doesNotContain("evil.example");
        assertThat(provider.authorization.hasBegun()).isFalse();
    }

    @Tag("T47")
    @Test
    void stopsABrowserThatGoesInCircles() {
        provider.authorization.failWith(new Problem.LoginLoop());

        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.getHeader("Location")).isNull();
        assertThat(answer.getHeader("Retry-After")).isEqualTo("60");
        assertThat(answer.bodyAsString()).contains("登录次数过多", "Too many attempts");
    }

    @Test
    void offersAnotherTryWhenALoginCannotBegin() {
        provider.authorization.failWith(new Problem.StorageUnavailable(2));

        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE + "&nonce=n1", "X-Request-Id", "r-17");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.bodyAsString())
                .contains(
                        "r-17 STORAGE_UNAVAILABLE",
                        "href=\"https://auth.example.com/oauth2/authorize?client_id=h5-shop&amp;scope=openid"
                                + "&amp;response_type=code&amp;redirect_uri=https%3A%2F%2Fh5.example.com%2Fcallback"
                                + "&amp;state=s1&amp;nonce=n1&amp;code_challenge=" + Fixture.CHALLENGE
                                + "&amp;code_challenge_method=S256\"",
                        "href=\"" + Fixture.CALLBACK + "?error=temporarily_unavailable");
    }

    @Tag("T48")
    @Test
    void ignoresIdentitiesThatTheClientSends() {
        Provider.Visit visit =
                provider.visit(Provider.AUTHORIZE + "&openid=oVICTIM&unionid=uVICTIM&access_token=stolen");

        assertThat(provider.authorization.begun(visit.state()).toString()).doesNotContain("VICTIM", "stolen");
    }

    @Tag("S43")
    @Test
    void believesNoForwardedHost() {
        HttpResponse<Buffer> answer = provider.get(
                Provider.AUTHORIZE,
                "Host",
                "evil.example",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "http",
                "Forwarded",
                "host=evil.example;proto=http");

        assertThat(Provider.location(answer)).contains("redirect_uri=https%3A%2F%2Fauth.example.com%2F");
    }
}
