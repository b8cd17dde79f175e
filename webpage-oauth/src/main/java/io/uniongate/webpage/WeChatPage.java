package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.AppKind;
import org.jspecify.annotations.Nullable;

/** The page of WeChat that a browser is sent to, by the app or by its component (protocol.md §1.3, §1.4). */
record WeChatPage(AppId app, Kind kind, @Nullable AppId component) {
    enum Kind {
        SILENT("/connect/oauth2/authorize", "snsapi_base", ""),
        CONSENT("/connect/oauth2/authorize", "snsapi_userinfo", ""),
        QR_CODE("/connect/qrconnect", "snsapi_login", ""),

        /** As WeChat's wxLogin.js writes it: the page around it is the one that goes on. */
        EMBEDDED("/connect/qrconnect", "snsapi_login", "&login_type=jssdk&self_redirect=false");

        private final String path;
        private final String scope;
        private final String more;

        Kind(String path, String scope, String more) {
            this.path = path;
            this.scope = scope;
            this.more = more;
        }

        /** The one that asks an app's people for the least. */
        static Kind simplest(AppKind app) {
            return switch (app) {
                case OFFICIAL_ACCOUNT -> SILENT;
                case WEBSITE -> QR_CODE;
                case MINI_PROGRAM -> throw new IllegalArgumentException("a mini program has no page");
            };
        }
    }

    WeChatPage(AppId app, Kind kind) {
        this(app, kind, null);
    }

    boolean isSilent() {
        return kind == Kind.SILENT;
    }

    /**
     * WeChat matches this address against a pattern: the order of the parameters is fixed and the fragment is part
     * of it. {@code connect_redirect=1} is left out, being undocumented; the callback bears being called twice.
     */
    String url(WebpageSettings settings, Secret state) {
        return settings.atWeChat(kind.path)
                + "?appid=" + Percent.encode(app.value())
                + "&redirect_uri=" + Percent.encode(settings.at(WebpageSettings.CALLBACK))
                + "&response_type=code&scope=" + kind.scope
                + "&state=" + Percent.encode(state.reveal())
                + kind.more
                + (component == null ? "" : "&component_appid=" + Percent.encode(component.value()))
                + "#wechat_redirect";
    }
}
