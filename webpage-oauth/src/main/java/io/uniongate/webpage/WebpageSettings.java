package io.uniongate.webpage;

import java.net.URI;

/** Where this server, its issuer name and WeChat's pages are found; never taken from a request (security.md S43). */
public record WebpageSettings(URI publicUrl, URI issuer, URI wechatOpenUrl) {
    static final String AUTHORIZE = "/oauth2/authorize";
    static final String CALLBACK = "/oauth2/wechat/callback";
    static final String LOGIN = "/webpage/login";

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
