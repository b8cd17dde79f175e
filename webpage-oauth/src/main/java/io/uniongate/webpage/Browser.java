package io.uniongate.webpage;

import org.jspecify.annotations.Nullable;

/** Whose browser asks, as far as WeChat's pages care. */
enum Browser {
    WECHAT,
    OTHER;

    /** WeCom's browser names MicroMessenger too, but cannot open an official account's page. */
    static Browser of(@Nullable String userAgent) {
        return userAgent != null && userAgent.contains("MicroMessenger") && !userAgent.contains("wxwork")
                ? WECHAT
                : OTHER;
    }
}
