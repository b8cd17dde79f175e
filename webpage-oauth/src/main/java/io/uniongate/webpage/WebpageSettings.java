package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApp;
import java.net.URI;

/** Where this server, its issuer name and WeChat's pages are found; never taken from a request (security.md S43). */
public record WebpageSettings(URI publicUrl, URI issuer, URI wechatOpenUrl) {
    static final String AUTHORIZE = "/oauth2/authorize";
    static final String CALLBACK = "/oauth2/wechat/callback";
    static final String LOGIN = "/webpage/login";

    /** Who comes back with it is told that this login is no longer valid. */
    private static final Secret NOBODYS_STATE = new Secret("uniongatetest");

    /**
     * WeChat's page as logins have it, for a person who wants to see whether WeChat would send people back: if not, its
     * page says so and no server hears of it (protocol.md, trap 14). To be opened in WeChat for an official account.
     */
    public URI testVisit(WeChatApp app) {
        Component component = app.component();
        WeChatPage page = new WeChatPage(
                app.id(), WeChatPage.Kind.simplest(app.kind()), component == null ? null : component.id());
        return URI.create(page.url(this, NOBODYS_STATE));
    }

    /** The public address of one of this server's paths. */
    String at(String path) {
        return join(publicUrl, path);
    }

    String atWeChat(String path) {
        return join(wechatOpenUrl, path);
    }

    private static String join(URI base, String path) {
        String text = base.toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path;
    }
}
