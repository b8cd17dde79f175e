package io.uniongate.wechat;

import java.util.List;

/** The calls of WeChat made here: what each presents, what it must answer with, how far it may be repeated. */
enum Api {
    CODE_TO_SESSION("sns/jscode2session", Credential.APP_SECRET, Repetition.ONCE_WHEN_BUSY),
    WEB_TOKEN("sns/oauth2/access_token", Credential.APP_SECRET, Repetition.ONCE_WHEN_BUSY),
    /** A grant may be renewed by a call whose answer was lost, and nobody can say which refresh token then counts. */
    REFRESH_TOKEN("sns/oauth2/refresh_token", Credential.USER_GRANT, Repetition.ONCE_WHEN_BUSY),
    USER_INFO("sns/userinfo", Credential.USER_GRANT, Repetition.TWICE_WHEN_BROKEN),
    STABLE_TOKEN("cgi-bin/stable_token", Credential.APP_SECRET, Repetition.TWICE_WHEN_BROKEN),
    TICKET("cgi-bin/ticket/getticket", Credential.APP_TOKEN, Repetition.TWICE_WHEN_BROKEN),
    CHECK_SESSION("wxa/checksession", Credential.APP_TOKEN, Repetition.TWICE_WHEN_BROKEN),
    /** The answer that got lost held the only key that still counts. */
    RESET_SESSION("wxa/resetusersessionkey", Credential.APP_TOKEN, Repetition.ONCE_WHEN_BUSY),
    PHONE_NUMBER("wxa/business/getuserphonenumber", Credential.APP_TOKEN, Repetition.ONCE_WHEN_BUSY),
    FOLLOWER("cgi-bin/user/info", Credential.APP_TOKEN, Repetition.TWICE_WHEN_BROKEN),
    FOLLOWERS("cgi-bin/user/info/batchget", Credential.APP_TOKEN, Repetition.TWICE_WHEN_BROKEN),
    FOLLOWER_LIST("cgi-bin/user/get", Credential.APP_TOKEN, Repetition.TWICE_WHEN_BROKEN),
    QR_CODE("cgi-bin/qrcode/create", Credential.APP_TOKEN, Repetition.TWICE_WHEN_BROKEN),
    CHANGE_OPENID("cgi-bin/changeopenid", Credential.APP_TOKEN, Repetition.TWICE_WHEN_BROKEN),
    COMPONENT_TOKEN("cgi-bin/component/api_component_token", Credential.COMPONENT_SECRET, Repetition.TWICE_WHEN_BROKEN),
    COMPONENT_CODE_TO_SESSION("sns/component/jscode2session", Credential.COMPONENT_TOKEN, Repetition.ONCE_WHEN_BUSY),
    COMPONENT_WEB_TOKEN("sns/oauth2/component/access_token", Credential.COMPONENT_TOKEN, Repetition.ONCE_WHEN_BUSY),
    COMPONENT_REFRESH_TOKEN(
            "sns/oauth2/component/refresh_token", Credential.COMPONENT_TOKEN, Repetition.ONCE_WHEN_BUSY);

    private static final int USUAL_BODY = 64 * 1024;
    /** A page of followers holds up to ten thousand openids. */
    private static final int LONG_BODY = 1024 * 1024;

    private final String path;
    private final Credential credential;
    private final Repetition repetition;

    Api(String path, Credential credential, Repetition repetition) {
        this.path = path;
        this.credential = credential;
        this.repetition = repetition;
    }

    String path() {
        return path;
    }

    Credential credential() {
        return credential;
    }

    /** What a success is none without; of what holds lists and parts, their readers say so. */
    List<String> keyFields() {
        return switch (this) {
            case CODE_TO_SESSION, COMPONENT_CODE_TO_SESSION -> List.of("openid", "session_key");
            case WEB_TOKEN, COMPONENT_WEB_TOKEN -> List.of("openid", "access_token");
            case REFRESH_TOKEN, COMPONENT_REFRESH_TOKEN -> List.of("openid", "access_token", "refresh_token");
            case USER_INFO, FOLLOWER -> List.of("openid");
            case STABLE_TOKEN -> List.of("access_token");
            case COMPONENT_TOKEN -> List.of("component_access_token");
            case TICKET, QR_CODE -> List.of("ticket");
            case RESET_SESSION -> List.of("session_key");
            case CHECK_SESSION, PHONE_NUMBER, FOLLOWERS, FOLLOWER_LIST, CHANGE_OPENID -> List.of();
        };
    }

    /** How many bytes an answer may have. */
    int bodyLimit() {
        return this == FOLLOWER_LIST || this == FOLLOWERS ? LONG_BODY : USUAL_BODY;
    }

    boolean mayFollow(Answer answer, int attempt) {
        return repetition.mayFollow(answer, attempt);
    }
}
