package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanIT {
    private static final String AUTHORIZE = Provider.AUTHORIZE.replace("h5-shop", "scanning");
    private static final String LOGIN = Provider.LOGIN.replace("h5-shop", "scanning");

    @AutoClose
    private final Provider provider = Provider.start();

    private final FakeScans scans = FakeScans.beside(provider);

    @Test
    void showsTheCodeOfTheServiceAccountAndNothingElseFromOutside() {
        HttpResponse<Buffer> answer = provider.get(AUTHORIZE, "Accept-Language", "en");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeader("Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "; frame-ancestors 'none'",
                        "; script-src 'sha256-",
                        "; img-src https://mp.weixin.qq.com;",
                        "; connect-src 'self'")
                .doesNotContain("unsafe", "frame-src");
        assertThat(answer.bodyAsString())
                .startsWith("<!doctype html>\n<html lang=\"en\">")
                .contains(
                        "src=\"https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=a&amp;b=c\"",
                        "data-seconds=\"300\"",
                        "微信扫码登录",
                        "Sign in with WeChat",
                        "href=\"https://auth.example.com/oauth2/authorize?client_id=scanning",
                        "href=\"" + Fixture.CALLBACK + "?error=access_denied&amp;");
    }

    @Test
    void asksForACodeOfTheAppAndTheBrowserThatTheLoginBeganWith() {
        Provider.Visit visit = provider.waits(AUTHORIZE);

        assertThat(scans.begun(visit.state()).app()).isEqualTo(Fixture.PUSHED_ACCOUNT);
        assertThat(scans.begun(visit.state()).browser())
                .isEqualTo(provider.authorization.begun(visit.state()).browser());
    }

    @Test
    @Tag("S34")
    @Tag("T76")
    void handsTheClientACodeOnce() {
        Provider.Visit visit = provider.waits(AUTHORIZE);
        scans.scan(visit.state());

        HttpResponse<Buffer> first = provider.get(visit.scan("finish"), "Cookie", visit.cookie());
        HttpResponse<Buffer> second = provider.get(visit.scan("finish"), "Cookie", visit.cookie());

        assertThat(Provider.location(first))
                .isEqualTo(Fixture.CALLBACK + "?code=our-code&state=s1&iss=https%3A%2F%2Fauth.example.com#");
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.getHeader("Location")).isNull();
    }

    @Test
    void opensASessionForAServerRenderedPage() {
        Provider.Visit visit = provider.waits(LOGIN);
        scans.scan(visit.state());

        HttpResponse<Buffer> answer = provider.get(
                visit.scan("finish"), "Cookie", visit.cookie() + "; " + SessionCookie.NAME + "=planted-by-an-attacker");

        assertThat(Provider.location(answer)).isEqualTo("https://h5.example.com/orders#");
        assertThat(Provider.cookie(answer, SessionCookie.NAME)).isEqualTo(FakeAuthorization.COOKIE.reveal());
        assertThat(provider.sessions.ended()).containsExactly(new Secret("planted-by-an-attacker"));
    }

    @Test
    void finishesNothingBeforeTheScan() {
        Provider.Visit visit = provider.waits(AUTHORIZE);

        HttpResponse<Buffer> answer = provider.get(visit.scan("finish"), "Cookie", visit.cookie());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsString()).contains("登录已失效");
    }

    @Tag("S34")
    @ParameterizedTest
    @ValueSource(strings = {"events", "status", "finish"})
    void isOfNoUseToAnotherBrowser(String step) {
        Provider.Visit visit = provider.waits(AUTHORIZE);
        Provider.Visit other = provider.waits(AUTHORIZE);
        scans.scan(visit.state());
        String stolen = other.cookie()
                .replaceFirst("login-[^=]*=", "login-" + visit.state().substring(20) + "=");

        HttpResponse<Buffer> withoutCookie = provider.get(visit.scan(step));
        HttpResponse<Buffer> withOwnCookie = provider.get(visit.scan(step), "Cookie", stolen);

        assertThat(withoutCookie.statusCode()).isEqualTo(400);
        assertThat(withOwnCookie.statusCode()).isEqualTo(400);
        assertThat(withOwnCookie.bodyAsString()).doesNotContain("confirmed", "our-code");
        assertThat(provider.get(visit.scan("finish"), "Cookie", visit.cookie()).statusCode())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&login_method=magic", "&login_method=redirect", "&login_method=embedded"})
    void tellsTheClientOfAMethodThatItDoesNotHave(String method) {
        HttpResponse<Buffer> answer = provider.get(AUTHORIZE + method);

        assertThat(Provider.location(answer)).startsWith(Fixture.CALLBACK + "?error=invalid_request&");
        assertThat(provider.get(LOGIN + method).statusCode()).isEqualTo(400);
    }

    @Test
    void showsNothingToABrowserThatMustNotBeShownAnything() {
        HttpResponse<Buffer> answer = provider.get(AUTHORIZE + "&prompt=none");

        assertThat(Provider.location(answer)).startsWith(Fixture.CALLBACK + "?error=interaction_required&");
    }
}
