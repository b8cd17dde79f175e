package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.session.Sessions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S56")
class IssuedTokensIT {
    private static final String REVOKE = "/oauth2/revoke";
    private static final String INTROSPECT = "/oauth2/introspect";
    private static final String SERVICE = ClientAuthenticationTest.basic("orders-service", "orders-secret");

    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void revokesATokenOfTheClient() {
        HttpResponse<Buffer> answer =
                provider.post(REVOKE, Provider.form("client_id", "h5-shop", "token", "any", "token_type_hint", "x"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(provider.sessions.revoked())
                .containsExactly(new Sessions.Revoke(Fixture.SHOP.id(), new Secret("any")));
    }

    @Test
    void revokesForKnownClientsOnly() {
        HttpResponse<Buffer> answer = provider.post(REVOKE, Provider.form("token", "any"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(provider.sessions.revoked()).isEmpty();
    }

    @Test
    void wantsATokenToRevoke() {
        HttpResponse<Buffer> answer = provider.post(REVOKE, Provider.form("client_id", "h5-shop"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Provider.error(answer)).isEqualTo("invalid_request");
    }

    @Test
    void tellsAServiceAboutAnActiveToken() {
        HttpResponse<Buffer> answer =
                provider.post(INTROSPECT, Provider.form("token", "access-1"), "Authorization", SERVICE);

        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(Provider.json(answer))
                .isEqualTo(new JsonObject()
                        .put("active", true)
                        .put("token_type", "Bearer")
                        .put("iss", "https://auth.example.com")
                        .put("sub", FakeSessions.USER.toString())
                        .put("sid", FakeSessions.SESSION.toString())
                        .put("client_id", "h5-shop")
                        .put("scope", "openid")
                        .put("exp", 1893456000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "a.b.c", "\u0000", " "})
    void saysNothingButInactiveOfAnyOtherToken(String token) {
        HttpResponse<Buffer> answer =
                provider.post(INTROSPECT, Provider.form("token", token), "Authorization", SERVICE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo("{\"active\":false}");
    }

    @Test
    void introspectsForAuthenticatedClientsOnly() {
        HttpResponse<Buffer> nobody = provider.post(INTROSPECT, Provider.form("token", "access-1"));
        HttpResponse<Buffer> anybody =
                provider.post(INTROSPECT, Provider.form("token", "access-1", "client_id", "h5-shop"));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.getHeader("WWW-Authenticate")).startsWith("Basic");
        assertThat(anybody.statusCode()).isEqualTo(401);
    }

    @Test
    void introspectsForClientsWithTheScopeOnly() {
        HttpResponse<Buffer> answer = provider.post(
                INTROSPECT,
                Provider.form("token", "access-1", "client_id", "web server", "client_secret", "s:ecret +%1"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Provider.error(answer)).isEqualTo("insufficient_scope");
    }
}
