package io.uniongate.simulator;

/** What is special about a simulated user. */
public enum Trait {
    /** Refused with 40226 at code2session. */
    RISKY,
    /** Pages that ask for snsapi_userinfo open as a snapshot: a virtual openid, unionid and profile. */
    SNAPSHOT,
    /** Consented lately, so that snsapi_userinfo is as silent as snsapi_base. */
    CONSENTED,
    /** Has bound no phone number to WeChat: the phone number button gives no code. */
    WITHOUT_PHONE
}
