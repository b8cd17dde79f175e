package io.uniongate.simulator;

/** Where WeChat's documentation and WeChat, or two of its pages, disagree: the other way of doing it, on demand. */
public enum Quirk {
    /** getuserphonenumber writes countryCode as a number, as its sample does; otherwise as text, as its table says. */
    COUNTRY_CODE_AS_NUMBER,
    /** changeopenid takes the old account's appid, as reported; otherwise its original id ({@code gh_…}), as documented. */
    MIGRATION_BY_APPID,
    /** JSON pushes of authorization events have keys with a leading space, as Tencent's sample does. */
    KEYS_WITH_SPACE,
    /** user_info_modified names no OpenID, as reported. */
    NO_OPENID,
    /** Authorization events have {@code MsgType} {@code Event}, as some pages write it; otherwise {@code event}. */
    CAPITAL_MSG_TYPE
}
