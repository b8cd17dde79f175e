package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Scope;
import io.uniongate.contract.authorization.Destination;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeFormIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void takesTheRequestAsAFormToo() {
        HttpResponse<Buffer> answer = provider.post(
                "/oauth2/authorize?scope=openid%20profile",
                requestForm().add("nonce", "n1"), "User-Agent", Fixture.WECHAT_BROWSER);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Provider.location(answer)).contains("/connect/oauth2/authorize?appid=wxaccount&", "=snsapi_base&");
        assertThat(provider.authorization.begun(Provider.visit(answer).state()).destination())
                .isEqualTo(new Destination.ToClient(
                        Fixture.CALLBACK, "s1", Scope.parse("openid"), "n1", Fixture.CHALLENGE, false));
    }

    @Tag("S35")
    @Test
    void redirectsAFormToNoUnregisteredAddressEither() {
        HttpResponse<Buffer> answer =
                provider.post(Provider.AUTHORIZE, requestForm().set("redirect_uri", "https://evil.example/callback"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Location")).isNull();
        assertThat(answer.getHeader("Content-Type")).startsWith("text/html");
        assertThat(answer.bodyAsString()).doesNotContain("evil.example");
    }

    @Test
    void tellsTheClientOfAMistakeInItsForm() {
        HttpResponse<Buffer> answer =
                provider.post("/oauth2/authorize", requestForm().set("code_challenge_method", "plain"));

        assertThat(Provider.location(answer)).startsWith(Fixture.CALLBACK + "?error=invalid_request&");
    }

    @Test
    void showsOnePageForAFormThatFailsInEveryPart() {
        String tooRich = "a=1&".repeat(16_000);

        HttpResponse<Buffer> answer =
                provider.postBody("/oauth2/authorize", tooRich, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @CsvSource({"application/json,{},415", "application/x-www-form-urlencoded,client_id=%zz,400"})
    void showsAPageWhenTheFormCannotBeRead(String type, String body, int status) {
        HttpResponse<Buffer> answer = provider.postBody("/oauth2/authorize", body, "Content-Type", type);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Type")).startsWith("text/html");
    }

    private static MultiMap requestForm() {
        return Provider.form(
                "client_id",
                "h5-shop",
                "response_type",
                "code",
                "scope",
                "openid",
                "state",
                "s1",
                "redirect_uri",
                Fixture.CALLBACK,
                "code_challenge",
                Fixture.CHALLENGE,
                "code_challenge_method",
                "S256");
    }
}
