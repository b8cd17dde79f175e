package io.uniongate.webpage;

import io.uniongate.contract.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What this provider is able to do (OIDC Discovery §3, RFC 8414 §2). */
final class Discovery {
    private Discovery() {}

    static JsonObject document(WebpageSettings settings) {
        JsonArray secrets = JsonArray.of("client_secret_basic", "client_secret_post");
        JsonArray authentication = JsonArray.of("none", "client_secret_basic", "client_secret_post");
        return new JsonObject()
                .put("issuer", settings.issuer().toString())
                .put("authorization_endpoint", settings.at(WebpageSettings.AUTHORIZE))
                .put("token_endpoint", settings.at(OAuthRoutes.TOKEN))
                .put("userinfo_endpoint", settings.at(UserinfoRoutes.USERINFO))
                .put("jwks_uri", settings.at(DiscoveryRoutes.KEYS))
                .put("revocation_endpoint", settings.at(OAuthRoutes.REVOKE))
                .put("introspection_endpoint", settings.at(OAuthRoutes.INTROSPECT))
                .put("scopes_supported", JsonArray.of(Scope.OPENID, Scope.PROFILE))
                .put("response_types_supported", JsonArray.of("code"))
                .put("response_modes_supported", JsonArray.of("query"))
                .put("grant_types_supported", JsonArray.of("authorization_code", "refresh_token"))
                .put("prompt_values_supported", JsonArray.of("none", "consent"))
                .put("code_challenge_methods_supported", JsonArray.of("S256"))
                .put("token_endpoint_auth_methods_supported", authentication)
                .put("revocation_endpoint_auth_methods_supported", authentication)
                .put("introspection_endpoint_auth_methods_supported", secrets)
                .put("subject_types_supported", JsonArray.of("public"))
                .put("id_token_signing_alg_values_supported", JsonArray.of("ES256"))
                .put("claims_supported", JsonArray.of("sub", "name", "nickname", "picture"))
                .put("ui_locales_supported", JsonArray.of("zh", "en"))
                .put("authorization_response_iss_parameter_supported", true)
                .put("claims_parameter_supported", false)
                .put("request_parameter_supported", false)
                .put("request_uri_parameter_supported", false);
    }
}
