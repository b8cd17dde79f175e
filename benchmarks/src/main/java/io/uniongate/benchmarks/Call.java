package io.uniongate.benchmarks;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** One request of the public API; ours and the bare server answer the same ones. */
record Call(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    static Call login(String appId, String code) {
        Buffer body = new JsonObject().put("appId", appId).put("code", code).toBuffer();
        return new Call(HttpMethod.POST, "/miniprogram/login", JSON, body);
    }

    static Call refresh(String appId, String refreshToken) {
        String form = "grant_type=refresh_token&client_id=" + appId + "&refresh_token=" + refreshToken;
        return new Call(HttpMethod.POST, "/oauth2/token", FORM, Buffer.buffer(form));
    }

    static Call me(String accessToken) {
        return new Call(HttpMethod.GET, "/users/me", Map.of("Authorization", "Bearer " + accessToken), Buffer.buffer());
    }
}
