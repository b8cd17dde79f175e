package io.uniongate.wechat;

/** What a call presents to WeChat, which decides what an errcode about a token or a secret is about. */
enum Credential {
    /** The app's own secret. */
    APP_SECRET,
    /** A token that one person granted; never the app's (protocol.md §1.0). */
    USER_GRANT,
    /** The app's access_token, which all nodes share. */
    APP_TOKEN,
    /** A third-party platform's secret, and the ticket that WeChat pushed it last. */
    COMPONENT_SECRET,
    /** The access_token of a third-party platform that the app authorised, which all nodes share. */
    COMPONENT_TOKEN
}
