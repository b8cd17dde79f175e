package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApp;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One question to WeChat, a POST if it has a body; both parts carry secrets, so they are secrets. */
record Call(Api api, AppId app, Secret query, @Nullable Secret body) {
    Call(Api api, AppId app, Secret query) {
        this(api, app, query, null);
    }

    /** Path and query, below WeChat's address. */
    Secret target() {
        return query.isBlank() ? new Secret(api.path()) : new Secret(api.path() + "?" + query.reveal());
    }

    /** With the app's shared token in front, where WeChat wants it even of a POST. */
    static Call withToken(Api api, WeChatApp app, Secret token, Map<String, String> parameters) {
        return new Call(api, app.id(), tokenAnd(token, parameters));
    }

    static Call withToken(Api api, WeChatApp app, Secret token, JsonObject body) {
        return new Call(api, app.id(), tokenAnd(token, Map.of()), new Secret(body.encode()));
    }

    /** In normal mode, always: forcing another token is for one that leaked, and a person's decision (protocol.md §1.2). */
    static Call stableToken(WeChatApp app) {
        JsonObject body = new JsonObject()
                .put("grant_type", "client_credential")
                .put("appid", app.id().value())
                .put("secret", app.requireSecret().reveal())
                .put("force_refresh", false);
        return new Call(Api.STABLE_TOKEN, app.id(), new Secret(""), new Secret(body.encode()));
    }

    static Call ticket(WeChatApp app, Secret token) {
        return withToken(Api.TICKET, app, token, Map.of("type", "jsapi"));
    }

    static Call componentToken(Component component, Secret ticket) {
        JsonObject body = new JsonObject()
                .put("component_appid", component.id().value())
                .put("component_appsecret", component.secret().reveal())
                .put("component_verify_ticket", ticket.reveal());
        return new Call(Api.COMPONENT_TOKEN, component.id(), new Secret(""), new Secret(body.encode()));
    }

    static Call userInfo(WeChatApp app, OpenId openId, Secret accessToken) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("access_token", accessToken.reveal());
        query.put("openid", openId.value());
        query.put("lang", "zh_CN");
        return new Call(Api.USER_INFO, app.id(), encode(query));
    }

    static Call of(Api api, WeChatApp app, Map<String, String> query) {
        return new Call(api, app.id(), encode(query));
    }

    private static Secret tokenAnd(Secret token, Map<String, String> parameters) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("access_token", token.reveal());
        query.putAll(parameters);
        return encode(query);
    }

    private static Secret encode(Map<String, String> query) {
        return new Secret(query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }
}
