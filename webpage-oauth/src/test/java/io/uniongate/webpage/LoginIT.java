package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Scope;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void remembersThePageToReturnTo() {
        Provider.Visit visit = provider.visit(Provider.LOGIN + "&scope=openid%20profile");

        assertThat(provider.authorization.begun(visit.state()).destination())
                .isEqualTo(new Destination.ToPage("https://h5.example.com/orders", Scope.parse("openid profile")));
    }

    @Tag("T32")
    @Test
    void keepsALongAddressOnTheServer() {
        String address = "https://h5.example.com/orders?q=" + "x".repeat(2000);

        Provider.Visit visit = provider.visit("/webpage/login?client_id=h5-shop&return_to=" + Percent.encode(address));

        assertThat(visit.state()).hasSizeLessThanOrEqualTo(128).matches("[A-Za-z0-9]+");
        assertThat(provider.authorization.begun(visit.state()).destination())
                .isEqualTo(new Destination.ToPage(address, Scope.parse("openid")));
    }

    @Tag("T33")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https%3A%2F%2Fevil.example",
                "%2F%2Fevil.example",
                "%2F%5Cevil.example",
                "javascript%3Aalert(1)",
                "https%3A%2F%2Fh5.example.com%40evil.example%2F",
                "https%3A%2F%2Fh5.example.com%2F&return_to=https%3A%2F%2Fevil.example"
            })
    void returnsToNoOtherSite(String returnTo) {
        HttpResponse<Buffer> answer = provider.get("/webpage/login?client_id=h5-shop&return_to=" + returnTo);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Location")).isNull();
        assertThat(answer.bodyAsString()).doesNotContain("evil");
        assertThat(provider.authorization.hasBegun()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&app_id=wxother", "&app_id=wxmini", "&client_id=h5-shop"})
    void refusesWhatItDoesNotKnow(String more) {
        HttpResponse<Buffer> answer = provider.get(Provider.LOGIN + more);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Content-Type")).startsWith("text/html");
    }

    @Test
    void asksToOpenWeChatWhenThereIsNoWebsiteApp() {
        HttpResponse<Buffer> answer =
                provider.get("/webpage/login?client_id=account-only&return_to=https%3A%2F%2Fonly.example.com%2F");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).contains("请在微信中打开");
    }

    @Test
    void offersAnotherTryWhenALoginCannotBegin() {
        provider.authorization.failWith(new Problem.Internal());

        HttpResponse<Buffer> answer = provider.get(Provider.LOGIN);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.bodyAsString()).contains("href=\"https://auth.example.com/webpage/login?client_id=h5-shop");
    }
}
