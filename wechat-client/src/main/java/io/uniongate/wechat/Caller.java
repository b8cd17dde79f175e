package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApp;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who asks WeChat about the logins of an app: the app itself, or the third-party platform that it authorised. */
sealed interface Caller {
    Call codeToSession(Secret code);

    Call webToken(Secret code);

    Call refreshGrant(Secret refreshToken);

    /** With the app's secret, which a grant is renewed without (protocol.md §1.1, §1.5). */
    record Itself(WeChatApp app) implements Caller {
        @Override
        public Call codeToSession(Secret code) {
            return Call.of(Api.CODE_TO_SESSION, app, withSecret(exchange(app, "js_code", code)));
        }

        @Override
        public Call webToken(Secret code) {
            return Call.of(Api.WEB_TOKEN, app, withSecret(exchange(app, "code", code)));
        }

        @Override
        public Call refreshGrant(Secret refreshToken) {
            return Call.of(Api.REFRESH_TOKEN, app, renewal(app, refreshToken));
        }

        private Map<String, String> withSecret(Map<String, String> query) {
            query.put("secret", app.requireSecret().reveal());
            return query;
        }
    }

    /** With the platform's token, at addresses of their own; the answers are the same. */
    record Platform(WeChatApp app, Component component, Secret token) implements Caller {
        @Override
        public Call codeToSession(Secret code) {
            return Call.of(Api.COMPONENT_CODE_TO_SESSION, app, withToken(exchange(app, "js_code", code)));
        }

        @Override
        public Call webToken(Secret code) {
            return Call.of(Api.COMPONENT_WEB_TOKEN, app, withToken(exchange(app, "code", code)));
        }

        @Override
        public Call refreshGrant(Secret refreshToken) {
            return Call.of(Api.COMPONENT_REFRESH_TOKEN, app, withToken(renewal(app, refreshToken)));
        }

        private Map<String, String> withToken(Map<String, String> query) {
            query.put("component_appid", component.id().value());
            query.put("component_access_token", token.reveal());
            return query;
        }
    }

    private static Map<String, String> exchange(WeChatApp app, String codeName, Secret code) {
        return query(app, "authorization_code", codeName, code);
    }

    private static Map<String, String> renewal(WeChatApp app, Secret refreshToken) {
        return query(app, "refresh_token", "refresh_token", refreshToken);
    }

    private static Map<String, String> query(WeChatApp app, String grantType, String name, Secret value) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("appid", app.id().value());
        query.put("grant_type", grantType);
        query.put(name, value.reveal());
        return query;
    }
}
