package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.WeChatApp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One question to WeChat; its query carries secrets, so it is one. */
record Call(Api api, AppId app, Secret query) {
    static Call codeToSession(WeChatApp app, Secret code) {
        return exchange(Api.CODE_TO_SESSION, app, "js_code", code);
    }

    static Call webToken(WeChatApp app, Secret code) {
        return exchange(Api.WEB_TOKEN, app, "code", code);
    }

    static Call userInfo(WeChatApp app, OpenId openId, Secret accessToken) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("access_token", accessToken.reveal());
        query.put("openid", openId.value());
        query.put("lang", "zh_CN");
        return new Call(Api.USER_INFO, app.id(), encode(query));
    }

    /** The one call about an app that goes without its secret. */
    static Call refreshGrant(WeChatApp app, Secret refreshToken) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("appid", app.id().value());
        query.put("grant_type", "refresh_token");
        query.put("refresh_token", refreshToken.reveal());
        return new Call(Api.REFRESH_TOKEN, app.id(), encode(query));
    }

    private static Call exchange(Api api, WeChatApp app, String codeName, Secret code) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("appid", app.id().value());
        query.put("secret", app.secret().reveal());
        query.put(codeName, code.reveal());
        query.put("grant_type", "authorization_code");
        return new Call(api, app.id(), encode(query));
    }

    private static Secret encode(Map<String, String> query) {
        return new Secret(query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }
}
