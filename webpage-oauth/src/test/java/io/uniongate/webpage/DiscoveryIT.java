package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S57")
class DiscoveryIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void publishesTheSameDocumentForOpenIdAndOAuth() {
        HttpResponse<Buffer> openId = provider.get("/.well-known/openid-configuration");
        HttpResponse<Buffer> oauth = provider.get("/.well-known/oauth-authorization-server");

        assertThat(Provider.json(openId)).isEqualTo(Provider.json(oauth));
        assertThat(openId.getHeader("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(Provider.json(openId).getString("issuer")).isEqualTo("https://auth.example.com");
    }

    @Test
    void publishesTheKeys() {
        HttpResponse<Buffer> answer = provider.get("/.well-known/jwks.json");

        assertThat(Provider.json(answer))
                .isEqualTo(new JsonObject(provider.tokens.published().json()));
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("public, max-age=300");
    }

    @Test
    void namesOnlyEndpointsThatAnswer() {
        JsonObject document = document();
        List<String> endpoints = document.fieldNames().stream()
                .filter(name -> name.endsWith("_endpoint") || name.equals("jwks_uri"))
                .map(document::getString)
                .toList();

        assertThat(endpoints).hasSize(6).allSatisfy(endpoint -> {
            String path = endpoint.substring("https://auth.example.com".length());
            assertThat(provider.send(HttpMethod.GET, path).statusCode()).isNotEqualTo(404);
        });
    }

    @Test
    void namesExactlyTheGrantsThatAreServed() {
        JsonArray grants = document().getJsonArray("grant_types_supported");

        for (String grant : List.of(
                "authorization_code", "refresh_token", "client_credentials", "password", "implicit", "device_code")) {
            MultiMap form = Provider.form("client_id", "h5-shop", "grant_type", grant);
            String error = Provider.error(provider.post("/oauth2/token", form));

            assertThat(!error.equals("unsupported_grant_type")).isEqualTo(grants.contains(grant));
        }
    }

    @Test
    void namesExactlyTheResponseTypesAndModesThatAreServed() {
        JsonObject document = document();

        for (String type : List.of("code", "token", "id_token", "code token", "none")) {
            String path = Provider.AUTHORIZE.replace("response_type=code", "response_type=" + Percent.encode(type));
            assertThat(isAccepted(path))
                    .isEqualTo(document.getJsonArray("response_types_supported").contains(type));
        }
        for (String mode : List.of("query", "fragment", "form_post")) {
            assertThat(isAccepted(Provider.AUTHORIZE + "&response_mode=" + mode))
                    .isEqualTo(document.getJsonArray("response_modes_supported").contains(mode));
        }
    }

    @Test
    void namesExactlyTheChallengeMethodsThatAreServed() {
        JsonArray methods = document().getJsonArray("code_challenge_methods_supported");

        for (String method : List.of("S256", "plain")) {
            assertThat(isAccepted(Provider.AUTHORIZE.replace("S256", method))).isEqualTo(methods.contains(method));
        }
    }

    private boolean isAccepted(String path) {
        return Provider.location(provider.get(path)).startsWith("https://open.weixin.qq.com/");
    }

    private JsonObject document() {
        return Provider.json(provider.get("/.well-known/openid-configuration"));
    }
}
