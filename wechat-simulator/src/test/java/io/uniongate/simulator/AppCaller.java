package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;

/** An app's server: calls WeChat in the app's own name, with a token that works. */
final class AppCaller {
    private final WeChatSimulator wechat;
    private final Browser browser;
    private final String token;

    AppCaller(WeChatSimulator wechat, Browser browser, String appId) {
        this.wechat = wechat;
        this.browser = browser;
        App app = wechat.app(appId).data();
        this.token = browser.json(wechat.apiUrl() + "/cgi-bin/token?grant_type=client_credential&appid=" + appId
                        + "&secret=" + app.secret())
                .getString("access_token");
    }

    JsonObject get(String path, String parameters) {
        return browser.json(wechat.apiUrl() + path + "?access_token=" + token + "&" + parameters);
    }

    JsonObject post(String path, JsonObject body) {
        return Browser.fields(browser.post(wechat.apiUrl() + path + "?access_token=" + token, body.encode()));
    }

    int refusal(String path, JsonObject body) {
        return post(path, body).getInteger("errcode");
    }

    int refusal(String path, String parameters) {
        return get(path, parameters).getInteger("errcode");
    }
}
