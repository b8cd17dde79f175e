package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.Client;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of WeChat that a browser is sent to (protocol.md §1.3, §1.4). */
record WeChatPage(AppId app, Kind kind) {
    enum Kind {
        SILENT("/connect/oauth2/authorize", "snsapi_base"),
        CONSENT("/connect/oauth2/authorize", "snsapi_userinfo"),
        QR_CODE("/connect/qrconnect", "snsapi_login");

        private final String path;
        private final String scope;

        Kind(String path, String scope) {
            this.path = path;
            this.scope = scope;
        }
    }

    /** The page that fits this browser, or none when only WeChat's own browser could show it. */
    static Optional<WeChatPage> choose(Client client, @Nullable AppId wanted, Browser browser, boolean wantsConsent) {
        Optional<WeChatPage> qrCode = selected(client.website(), wanted).map(app -> new WeChatPage(app, Kind.QR_CODE));
        if (browser == Browser.OTHER) {
            return qrCode;
        }
        Kind kind = wantsConsent ? Kind.CONSENT : Kind.SILENT;
        return selected(client.officialAccount(), wanted)
                .map(app -> new WeChatPage(app, kind))
                .or(() -> qrCode);
    }

    private static Optional<AppId> selected(@Nullable AppId configured, @Nullable AppId wanted) {
        return Optional.ofNullable(configured).filter(app -> wanted == null || app.equals(wanted));
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
                + "#wechat_redirect";
    }
}
