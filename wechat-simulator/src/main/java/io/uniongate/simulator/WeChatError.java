package io.uniongate.simulator;

import java.util.Arrays;

/** The errcodes that this simulator answers by itself, with WeChat's wording (返回码说明). */
enum WeChatError {
    SYSTEM_BUSY(-1, "system error"),
    INVALID_CREDENTIAL(40001, "invalid credential, access_token is invalid or not latest"),
    INVALID_GRANT_TYPE(40002, "invalid grant_type"),
    INVALID_OPENID(40003, "invalid openid"),
    INVALID_APPID(40013, "invalid appid"),
    INVALID_ACCESS_TOKEN(40014, "invalid access_token"),
    INVALID_TICKET_TYPE(40097, "invalid args"),
    INVALID_CODE(40029, "invalid code"),
    INVALID_REFRESH_TOKEN(40030, "invalid refresh_token"),
    INVALID_LIST_SIZE(40032, "invalid openid list size"),
    INVALID_ACTION_NAME(40052, "invalid action name"),
    INVALID_ACTION_INFO(40053, "invalid action info"),
    INVALID_SECRET(40125, "invalid appsecret"),
    CODE_USED(40163, "code been used"),
    IP_NOT_ALLOWED(40164, "not in whitelist"),
    USER_RISKY(40226, "code blocked"),
    SECRET_FROZEN(40243, "AppSecret is frozen"),
    TOKEN_MISSING(41001, "access_token missing"),
    APPID_MISSING(41002, "appid missing"),
    REFRESH_TOKEN_MISSING(41003, "refresh_token missing"),
    SECRET_MISSING(41004, "appsecret missing"),
    CODE_MISSING(41008, "missing code"),
    OPENID_MISSING(41009, "missing openid"),
    TOKEN_EXPIRED(42001, "access_token expired"),
    REFRESH_TOKEN_EXPIRED(42002, "refresh_token expired"),
    CODE_EXPIRED(42003, "oauth_code expired"),
    PASSWORD_CHANGED(42007, "access_token and refresh_token exception"),
    POST_REQUIRED(43002, "require POST method"),
    BODY_EMPTY(44002, "empty post data"),
    DAILY_QUOTA(45009, "reach max api daily quota limit"),
    MINUTE_QUOTA(45011, "api minute-quota reach limit, must slower, retry next minute"),
    BODY_MALFORMED(47001, "data format error"),
    API_UNAUTHORIZED(48001, "api unauthorized"),
    API_BANNED(48004, "api forbidden for irregularities"),
    COMPONENT_UNAUTHORIZED(61003, "component is not authorized by this account"),
    TICKET_EXPIRED(61005, "component ticket is expired"),
    INVALID_TICKET(61006, "component ticket is invalid"),
    MIGRATION_UNKNOWN(63178, "from_appid is invalid or its migration is not confirmed"),
    INVALID_SIG_METHOD(87008, "invalid sig_method"),
    INVALID_SIGNATURE(87009, "invalid signature"),
    IP_UNCONFIRMED(89503, "this ip needs the confirmation of the administrator");

    private final int errcode;
    private final String message;

    WeChatError(int errcode, String message) {
        this.errcode = errcode;
        this.message = message;
    }

    int errcode() {
        return errcode;
    }

    String message() {
        return message;
    }

    /** The wording of an errcode that is injected, which need not be one of these. */
    static String messageOf(int errcode) {
        return Arrays.stream(values())
                .filter(error -> error.errcode == errcode)
                .map(WeChatError::message)
                .findFirst()
                .orElse("simulated error");
    }
}
