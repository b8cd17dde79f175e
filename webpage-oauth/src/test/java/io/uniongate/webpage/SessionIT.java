package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIT {
    private static final String COOKIE = SessionCookie.NAME + "=" + FakeSessions.COOKIE.reveal();

    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void tellsWhoIsSignedIn() {
        HttpResponse<Buffer> answer = provider.get("/webpage/session", "Cookie", COOKIE);

        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(Provider.json(answer))
                .isEqualTo(new JsonObject()
                        .put("signedIn", true)
                        .put(
                                "user",
                                new JsonObject()
                                        .put("id", FakeSessions.USER.toString())
                                        .put("nickName", "小明")
                                        .put("avatarUrl", "https://img.example.com/1.png")
                                        .put("createdAt", "2026-01-02T03:04:05Z")
                                        .put("unified", true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", SessionCookie.NAME + "=unknown", SessionCookie.NAME + "="})
    void tellsThatNobodyIsSignedIn(String cookie) {
        HttpResponse<Buffer> answer = provider.get("/webpage/session", "Cookie", cookie);

        assertThat(answer.bodyAsString()).isEqualTo("{\"signedIn\":false,\"user\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Site, none",
        "Origin, https://auth.example.com",
        "Origin, https://h5.example.com",
        "Accept, */*",
    })
    void endsTheSessionAndItsCookie(String header, String value) {
        HttpResponse<Buffer> answer =
                provider.send(HttpMethod.POST, "/webpage/logout", "Cookie", COOKIE, header, value);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(provider.sessions.ended()).containsExactly(FakeSessions.COOKIE);
        assertThat(Provider.setCookie(answer, SessionCookie.NAME))
                .startsWith(SessionCookie.NAME + "=;")
                .contains("Max-Age=0", "Secure", "Path=/");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, https://h5.example.com.evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void refusesToLogOutForAnotherSite(String header, String value) {
        HttpResponse<Buffer> answer =
                provider.send(HttpMethod.POST, "/webpage/logout", "Cookie", COOKIE, header, value);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Provider.json(answer).getString("code")).isEqualTo("CROSS_SITE_REQUEST");
        assertThat(provider.sessions.ended()).isEmpty();
    }

    @Test
    void logsOutByPostOnly() {
        HttpResponse<Buffer> answer = provider.get("/webpage/logout", "Cookie", COOKIE);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(provider.sessions.ended()).isEmpty();
    }

    @Tag("S42")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webpage/session",
                "/oauth2/token",
                "/oauth2/revoke",
                "/oauth2/userinfo",
                "/.well-known/jwks.json",
                "/.well-known/openid-configuration"
            })
    void letsScriptsOfRegisteredOriginsReadAnswers(String path) {
        HttpResponse<Buffer> own = provider.get(path, "Origin", "https://h5.example.com");
        HttpResponse<Buffer> foreign = provider.get(path, "Origin", "https://evil.example");

        assertThat(own.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://h5.example.com");
        assertThat(foreign.getHeader("Access-Control-Allow-Origin")).isNull();
    }

    @Tag("S42")
    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/userinfo", "/webpage/logout"})
    void answersPreflightsOfRegisteredOrigins(String path) {
        HttpResponse<Buffer> answer = provider.send(
                HttpMethod.OPTIONS, path, "Origin", "https://h5.example.com", "Access-Control-Request-Method", "POST");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://h5.example.com");
    }

    @Tag("S42")
    @Test
    void letsNoSiteFrameItsPages() {
        HttpResponse<Buffer> answer = provider.get("/oauth2/authorize");

        assertThat(answer.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }
}
