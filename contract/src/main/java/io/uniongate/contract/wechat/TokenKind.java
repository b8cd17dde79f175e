package io.uniongate.contract.wechat;

import java.util.Locale;

/** What WeChat gives an app for a while, and all nodes share (protocol.md §1.2, §1.9). */
public enum TokenKind {
    ACCESS_TOKEN,
    JSAPI_TICKET;

    /** As metrics and logs spell it: {@code access-token}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
