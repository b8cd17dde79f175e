package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Tag("S38")
    @Tag("S41")
    @Tag("S57")
    @Test
    void sendsTheBrowserToTheClientWithOurCodeOnly() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.comeBack(visit, "&code=wechat-code");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer))
                .isEqualTo(Fixture.CALLBACK + "?code=our-code&state=s1&iss=https%3A%2F%2Fauth.example.com#");
        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void keepsTheQueryOfTheClientsRedirectUri() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE.replace("%2Fcallback", "%2Fcb%3Ffrom%3Dwx"));

        HttpResponse<Buffer> answer = provider.comeBack(visit, "&code=wechat-code");

        assertThat(Provider.location(answer)).startsWith("https://h5.example.com/cb?from=wx&code=our-code&state=s1&");
    }

    @Test
    void tellsWhoseDeviceItIs() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.get(
                "/oauth2/wechat/callback?code=c&state=" + visit.state(),
                "Cookie",
                visit.cookie(),
                "User-Agent",
                Fixture.WECHAT_BROWSER,
                "X-Forwarded-For",
                "203.0.113.9");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(provider.authorization.returned())
                .extracting(Authorization.Return::device)
                .allSatisfy(device -> {
                    assertThat(device.userAgent()).isEqualTo(Fixture.WECHAT_BROWSER);
                    assertThat(device.ipAddress()).isNotEqualTo("203.0.113.9");
                });
    }

    @Tag("T37")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=c",
                "code=c&state=",
                "code=c&state=short",
                "code=c&state=abcdefghijklmnopqrstuvwxyz-12345",
                "code=c&state=abcdefghijklmnopqrstuvwxyz000000https://i.maxthon.cn",
                "code=c&state=abcdefghijklmnopqrstuvwxyz000000&state=abcdefghijklmnopqrstuvwxyz000000",
                "state=%zz",
            })
    void refusesAStateItCannotHaveMade(String query) {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.get("/oauth2/wechat/callback?" + query, "Cookie", visit.cookie());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Location")).isNull();
        assertThat(provider.authorization.returned()).isEmpty();
    }

    @Tag("T47")
    @Test
    void showsAPageToABrowserThatKeepsNoCookies() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.get("/oauth2/wechat/callback?code=c&state=" + visit.state());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Location")).isNull();
        assertThat(answer.bodyAsString()).contains("登录已失效", "This login is no longer valid");
        assertThat(provider.authorization.returned()).isEmpty();
    }

    @Tag("S36")
    @Test
    void refusesAnotherBrowser() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);
        Provider.Visit other = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer =
                provider.comeBack(new Provider.Visit(visit.state(), other.cookie()), "&code=wechat-code");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Location")).isNull();
    }

    @Tag("T38")
    @ParameterizedTest
    @ValueSource(strings = {"", "&code=", "&code=authdeny", "&code=a&code=b"})
    void tellsTheClientThatThePersonSaidNo(String query) {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.comeBack(visit, query);

        assertThat(Provider.location(answer))
                .startsWith(Fixture.CALLBACK + "?error=access_denied&")
                .endsWith("&state=s1&iss=https%3A%2F%2Fauth.example.com#");
        assertThat(provider.authorization.returned())
                .extracting(Authorization.Return::code)
                .containsOnlyNulls();
    }

    @Tag("T38")
    @ParameterizedTest
    @ValueSource(strings = {"", "&code=", "&code=authdeny", "&code=a&code=b"})
    void showsThePersonThatTheLoginWasCancelled(String query) {
        Provider.Visit visit = provider.visit(Provider.LOGIN);

        HttpResponse<Buffer> answer = provider.comeBack(visit, query);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.bodyAsString())
                .contains(
                        "登录已取消",
                        "Login cancelled",
                        "href=\"https://auth.example.com/webpage/login?client_id=h5-shop&amp;app_id=wxaccount"
                                + "&amp;scope=openid&amp;return_to=https%3A%2F%2Fh5.example.com%2Forders\"");
        assertThat(provider.authorization.returned())
                .extracting(Authorization.Return::code)
                .containsOnlyNulls();
    }

    @Test
    void showsASnapshotUserTheWayToFullService() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.comeBack(visit, "&code=snapshot");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.bodyAsString())
                .contains(
                        "使用完整服务",
                        "Continue in full service",
                        "/oauth2/authorize?client_id=h5-shop&amp;app_id=wxaccount")
                .contains("href=\"" + Fixture.CALLBACK + "?error=interaction_required&amp;");
    }

    @Test
    void offersAnotherTryWhenWeChatRefusesTheCode() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.comeBack(visit, "&code=used");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.bodyAsString())
                .contains("微信授权已过期", "/oauth2/authorize?client_id=h5-shop", "?error=access_denied&amp;");
    }

    @Test
    void saysWhenWeChatIsDown() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer = provider.comeBack(visit, "&code=down");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("7");
        assertThat(answer.bodyAsString()).contains("服务暂时不可用", "?error=temporarily_unavailable&amp;");
    }

    @Tag("S16")
    @Tag("S41")
    @Test
    void opensASessionWithACookieOfItsOwnAndEndsTheOneFromBefore() {
        Provider.Visit visit = provider.visit(Provider.LOGIN);

        HttpResponse<Buffer> answer =
                provider.comeBack(visit, "&code=wechat-code", SessionCookie.NAME + "=planted-by-an-attacker");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer)).isEqualTo("https://h5.example.com/orders#");
        assertThat(Provider.setCookie(answer, SessionCookie.NAME))
                .startsWith(SessionCookie.NAME + "=" + FakeAuthorization.COOKIE.reveal() + "; ")
                .contains("; Max-Age=2592000", "; Path=/", "; Secure", "; HTTPOnly", "; SameSite=Lax");
        assertThat(provider.sessions.ended()).containsExactly(new Secret("planted-by-an-attacker"));
    }

    @Test
    void keepsTheSessionWhenTheSameBrowserComesBackTwice() {
        Provider.Visit visit = provider.visit(Provider.LOGIN);

        HttpResponse<Buffer> answer = provider.comeBack(
                visit, "&code=wechat-code", SessionCookie.NAME + "=" + FakeAuthorization.COOKIE.reveal());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(provider.sessions.ended()).isEmpty();
    }

    @Tag("T48")
    @Test
    void ignoresIdentitiesInTheCallback() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> answer =
                provider.comeBack(visit, "&code=c&openid=oVICTIM&unionid=uVICTIM&access_token=stolen");

        assertThat(Provider.location(answer)).startsWith(Fixture.CALLBACK + "?code=our-code&");
        assertThat(Provider.location(answer)).doesNotContain("VICTIM", "stolen");
        assertThat(provider.authorization.returned())
                .hasSize(1)
                .allSatisfy(ask -> assertThat(ask.toString()).doesNotContain("VICTIM", "stolen"));
    }
}
