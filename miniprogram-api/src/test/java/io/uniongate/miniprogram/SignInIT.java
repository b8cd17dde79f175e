package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInIT {
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final User USER =
            new User(new UserId(ID), "张三", null, null, Instant.parse("2026-01-01T00:00:00Z"), true);
    private static final TokenPair TOKENS = new TokenPair(
            new Secret("access"),
            Duration.ofMinutes(10),
            new Secret("refresh"),
            Duration.ofDays(30),
            Scope.OF_MINI_PROGRAM,
            null);

    @AutoClose
    private final MiniProgramApi api = new MiniProgramApi();

    @Test
    @Tag("S38")
    void signsInWithACode() {
        answerLogins(new SignIn.SignedIn(TOKENS, USER, true));

        HttpResponse<Buffer> answer = login("{\"appId\":\"wx1\",\"code\":\"c1\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.bodyAsJsonObject()).isEqualTo(signedIn());
        SignIn.WithMiniProgramCode ask = (SignIn.WithMiniProgramCode) api.asked.get(0);
        assertThat(ask.app()).isEqualTo(new AppId("wx1"));
        assertThat(ask.code()).isEqualTo(new Secret("c1"));
        assertThat(ask.idempotencyKey()).isNull();
        assertThat(ask.device().ipAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void saysThatAProfileIsRequired() {
        answerLogins(new SignIn.ProfileRequired(new Secret("handle"), Duration.ofMinutes(5)));

        HttpResponse<Buffer> answer = login("{\"appId\":\"wx1\",\"code\":\"c1\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject())
                .isEqualTo(JsonObject.of("status", "profile_required", "session", "handle", "expires_in", 300));
    }

    @Test
    void handsOnTheIdempotencyKey() {
        answerLogins(new SignIn.SignedIn(TOKENS, USER, false));

        HttpResponse<Buffer> answer = api.request(HttpMethod.POST, "/miniprogram/login")
                .putHeader("Idempotency-Key", "8e03978e-40d5-43dd")
                .sendBuffer(Buffer.buffer("{\"appId\":\"wx1\",\"code\":\"c1\"}"))
                .await();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(((SignIn.WithMiniProgramCode) api.asked.get(0)).idempotencyKey())
                .isEqualTo(new Secret("8e03978e-40d5-43dd"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void refusesAnIdempotencyKeyOfTheWrongLength(int length) {
        answerLogins(new SignIn.SignedIn(TOKENS, USER, false));

        HttpResponse<Buffer> answer = api.request(HttpMethod.POST, "/miniprogram/login")
                .putHeader("Idempotency-Key", "k".repeat(length))
                .sendBuffer(Buffer.buffer("{\"appId\":\"wx1\",\"code\":\"c1\"}"))
                .await();

        api.assertInvalid(answer, "Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'appId':'wx1'} | code",
                "{'appId':'wx1','code':''} | code",
                "{'appId':'wx1','code':'two words'} | code",
                "{'appId':'wx1','code':'码'} | code",
                "{'appId':'wx1','code':'\\u0000'} | code",
                "{'appId':'wx1','code':41} | code"
            })
    @Tag("T08")
    void refusesWhatCannotBeACodeWithoutAskingAnybody(String body, String field) {
        answerLogins(new SignIn.SignedIn(TOKENS, USER, false));

        api.assertInvalid(login(body.replace('\'', '"')), field);
        api.assertInvalid(login("{\"appId\":\"wx1\",\"code\":\"" + "c".repeat(257) + "\"}"), field);
    }

    @Test
    @Tag("T10")
    void tellsThatAnAppIsUnknown() {
        api.refuses(SignIn.WithMiniProgramCode.class, new Problem.UnknownApp());

        HttpResponse<Buffer> answer = login("{\"appId\":\"wx9\",\"code\":\"c1\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.bodyAsString()).contains("UNKNOWN_APP");
        api.assertInvalid(login("{\"appId\":\"\",\"code\":\"c1\"}"), "appId");
        api.assertInvalid(login("{\"code\":\"c1\"}"), "appId");
    }

    @Test
    @Tag("T48")
    void ignoresIdentitiesThatTheClientClaims() {
        answerLogins(new SignIn.SignedIn(TOKENS, USER, false));

        HttpResponse<Buffer> answer = api.request(HttpMethod.POST, "/miniprogram/login?openid=o1&unionid=u1")
                .sendBuffer(Buffer.buffer("{\"appId\":\"wx1\",\"code\":\"c1\",\"openid\":\"o1\",\"unionid\":\"u1\","
                        + "\"access_token\":\"t\"}"))
                .await();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(api.asked.toString()).doesNotContain("o1", "u1");
    }

    @Test
    void registersWithAProfile() {
        api.answers(SignIn.WithProfile.class, () -> new SignIn.SignedIn(TOKENS, USER, true));

        HttpResponse<Buffer> answer = api.request(HttpMethod.POST, "/miniprogram/register")
                .sendBuffer(Buffer.buffer("{\"session\":\"handle\",\"rawData\":\"{ \\\"a\\\": 1}\",\"signature\":\"s\","
                        + "\"encryptedData\":\"e+/=\",\"iv\":\"i\"}"))
                .await();

        assertThat(answer.bodyAsJsonObject()).isEqualTo(signedIn());
        SignIn.WithProfile ask = (SignIn.WithProfile) api.asked.get(0);
        assertThat(ask.session()).isEqualTo(new Secret("handle"));
        assertThat(ask.profile()).isEqualTo(new SignIn.EncryptedProfile("{ \"a\": 1}", "s", "e+/=", "i"));
    }

    @Test
    void namesWhatARegistrationLacks() {
        HttpResponse<Buffer> answer = api.request(HttpMethod.POST, "/miniprogram/register")
                .sendBuffer(
                        Buffer.buffer("{\"session\":\"handle\",\"rawData\":\"{}\",\"signature\":\"s\",\"iv\":\"i\"}"))
                .await();

        api.assertInvalid(answer, "encryptedData");
    }

    private void answerLogins(SignIn.Outcome outcome) {
        api.answers(SignIn.WithMiniProgramCode.class, () -> outcome);
    }

    private HttpResponse<Buffer> login(String body) {
        return api.request(HttpMethod.POST, "/miniprogram/login")
                .sendBuffer(Buffer.buffer(body))
                .await();
    }

    private static JsonObject signedIn() {
        return new JsonObject("""
                {"status":"signed_in","access_token":"access","token_type":"Bearer","expires_in":600,
                 "refresh_token":"refresh","refresh_expires_in":2592000,"scope":"openid profile",
                 "user":{"id":"01900000-0000-7000-8000-000000000001","nickName":"张三","avatarUrl":null,"phone":null,
                         "createdAt":"2026-01-01T00:00:00Z","unified":true},
                 "isNewUser":true}
                """);
    }
}
