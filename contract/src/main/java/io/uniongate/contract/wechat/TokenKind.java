package io.uniongate.contract.wechat;

import java.util.Locale;

/** What WeChat gives an app or a component for a while, and all nodes share (protocol.md §1.2, §1.9). */
public enum TokenKind {
    ACCESS_TOKEN,
    JSAPI_TICKET,
    COMPONENT_ACCESS_TOKEN,
    /** Pushed, not fetched: what a component_access_token is asked for with. */
    COMPONENT_VERIFY_TICKET;

    /** As metrics and logs spell it: {@code access-token}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
