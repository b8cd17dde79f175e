package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.authorization.Authorization;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIT {
    private static final String TOKEN = "/oauth2/token";

    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void givesTokensForACode() {
        HttpResponse<Buffer> answer = provider.post(TOKEN, code());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeader("Pragma")).isEqualTo("no-cache");
        assertThat(Provider.json(answer))
                .isEqualTo(new JsonObject()
                        .put("access_token", "access-1")
                        .put("token_type", "Bearer")
                        .put("expires_in", 600)
                        .put("refresh_token", "refresh-1")
                        .put("refresh_expires_in", 2592000)
                        .put("scope", "openid")
                        .put("id_token", "id-token-1"));
        assertThat(provider.authorization.redeemed()).singleElement().satisfies(ask -> {
            assertThat(ask.client()).isEqualTo(Fixture.SHOP.id());
            assertThat(ask.redirectUri()).isEqualTo(Fixture.CALLBACK);
            assertThat(ask.verifier())
                    .isNotNull()
                    .satisfies(verifier -> assertThat(verifier.reveal()).isEqualTo(Fixture.VERIFIER));
        });
    }

    @Test
    void givesTokensForARefreshToken() {
        HttpResponse<Buffer> answer = provider.post(
                TOKEN,
                Provider.form("grant_type", "refresh_token", "client_id", "h5-shop", "refresh_token", "refresh-0"));

        assertThat(Provider.json(answer).getString("refresh_token")).isEqualTo("refresh-1");
    }

    @Test
    void refreshesForAMiniProgramUnderItsAppId() {
        HttpResponse<Buffer> answer = provider.post(
                TOKEN,
                Provider.form("grant_type", "refresh_token", "client_id", "wxmini", "refresh_token", "refresh-0"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void takesAConfidentialClientsHeader() {
        MultiMap form = Provider.form("grant_type", "refresh_token", "refresh_token", "refresh-0");

        HttpResponse<Buffer> answer = provider.post(
                TOKEN, form, "Authorization", ClientAuthenticationTest.basic("web server", "s:ecret +%1"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Tag("S11")
    @Test
    void asksAConfidentialClientForItsSecret() {
        HttpResponse<Buffer> answer = provider.post(
                TOKEN,
                Provider.form("grant_type", "refresh_token", "client_id", "web server", "refresh_token", "refresh-0"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(Provider.error(answer)).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, '', 400, invalid_request",
        "grant_type, password, 400, unsupported_grant_type",
        "grant_type, client_credentials, 400, unsupported_grant_type",
        "client_id, wxmini, 400, unauthorized_client",
        "client_id, nobody, 401, invalid_client",
        "code, '', 400, invalid_request",
        "code, wrong, 400, invalid_grant",
        "redirect_uri, '', 400, invalid_request",
    })
    void refusesACodeRequest(String name, String value, int status, String error) {
        MultiMap form = code().set(name, value);

        HttpResponse<Buffer> answer = provider.post(TOKEN, form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(Provider.json(answer).fieldNames()).containsExactlyInAnyOrder("error", "error_description");
        assertThat(Provider.error(answer)).isEqualTo(error);
    }

    @Tag("S40")
    @ParameterizedTest
    @ValueSource(strings = {"short", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX!"})
    void refusesAVerifierThatCannotBeOne(String verifier) {
        HttpResponse<Buffer> answer = provider.post(TOKEN, code().set("code_verifier", verifier));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(provider.authorization.redeemed()).isEmpty();
    }

    @Test
    void refusesAParameterThatIsSentTwice() {
        HttpResponse<Buffer> answer = provider.post(TOKEN, code().add("code", "other"));

        assertThat(Provider.error(answer)).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "storage-down, 503, temporarily_unavailable, 3",
        "blocked, 403, access_denied, ",
        "reused, 400, invalid_grant, ",
    })
    void tellsWhyARefreshFailed(String token, int status, String error, String retryAfter) {
        HttpResponse<Buffer> answer = provider.post(
                TOKEN, Provider.form("grant_type", "refresh_token", "client_id", "h5-shop", "refresh_token", token));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Provider.error(answer)).isEqualTo(error);
        assertThat(answer.getHeader("Retry-After")).isEqualTo(retryAfter);
    }

    @Test
    void readsFormsOnly() {
        HttpResponse<Buffer> answer =
                provider.postBody(TOKEN, "{\"grant_type\":\"refresh_token\"}", "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(Provider.error(answer)).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @MethodSource("unreadableForms")
    void refusesAFormItCannotRead(String form) {
        HttpResponse<Buffer> answer =
                provider.postBody(TOKEN, form, "Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

        assertThat(answer.statusCode()).isIn(400, 413);
        assertThat(Provider.error(answer)).isEqualTo("invalid_request");
    }

    static List<String> unreadableForms() {
        String client = "client_id=h5-shop&grant_type=refresh_token&refresh_token=";
        return List.of(
                client + "x".repeat(20_000),
                client + "x".repeat(200_000),
                client + "&a=".repeat(2_000),
                client + "%zz",
                client + "%");
    }

    @Test
    void takesNoSecretFromTheAddress() {
        HttpResponse<Buffer> answer = provider.post(
                TOKEN + "?client_id=web+server&client_secret=s%3Aecret+%2B%251",
                Provider.form("grant_type", "refresh_token", "refresh_token", "refresh-0"));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, "/oauth2/revoke", "/oauth2/introspect"})
    void saysWhichMethodItWants(String path) {
        HttpResponse<Buffer> answer = provider.send(HttpMethod.GET, path);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("POST");
        assertThat(Provider.error(answer)).isEqualTo("invalid_request");
    }

    @Test
    void tellsOfAMissingPathInOAuthsWords() {
        HttpResponse<Buffer> answer = provider.get("/oauth2/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Provider.json(answer).fieldNames()).containsExactlyInAnyOrder("error", "error_description");
    }

    @Tag("T48")
    @Test
    void ignoresIdentitiesInTheForm() {
        HttpResponse<Buffer> answer =
                provider.post(TOKEN, code().set("openid", "oVICTIM").set("unionid", "uVICTIM"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(provider.authorization.redeemed())
                .singleElement()
                .extracting(Authorization.Redeem::toString)
                .satisfies(text -> assertThat(text).doesNotContain("VICTIM"));
    }

    private static MultiMap code() {
        return Provider.form(
                "grant_type",
                "authorization_code",
                "client_id",
                "h5-shop",
                "code",
                FakeAuthorization.CODE.reveal(),
                "redirect_uri",
                Fixture.CALLBACK,
                "code_verifier",
                Fixture.VERIFIER);
    }
}
