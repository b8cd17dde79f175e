package io.uniongate.simulator;

import java.util.Arrays;

/** The WeChat endpoints that are simulated, by the name a fault or a record is asked for. */
public enum Api {
    AUTHORIZE("authorize", "/connect/oauth2/authorize", Form.PAGE),
    QR_CONNECT("qrconnect", "/connect/qrconnect", Form.PAGE),
    CODE2SESSION("code2session", "/sns/jscode2session", Form.QUERY),
    ACCESS_TOKEN("access_token", "/sns/oauth2/access_token", Form.QUERY),
    REFRESH_TOKEN("refresh_token", "/sns/oauth2/refresh_token", Form.QUERY),
    AUTH("auth", "/sns/auth", Form.QUERY),
    USER_INFO("userinfo", "/sns/userinfo", Form.QUERY),
    TOKEN("token", "/cgi-bin/token", Form.QUERY),
    STABLE_TOKEN("stable_token", "/cgi-bin/stable_token", Form.JSON),
    API_DOMAIN_IP("get_api_domain_ip", "/cgi-bin/get_api_domain_ip", Form.QUERY),
    CHECK_SESSION("checksession", "/wxa/checksession", Form.QUERY),
    RESET_SESSION("resetusersessionkey", "/wxa/resetusersessionkey", Form.QUERY),
    PHONE_NUMBER("getuserphonenumber", "/wxa/business/getuserphonenumber", Form.JSON),
    FOLLOWER("user/info", "/cgi-bin/user/info", Form.QUERY),
    FOLLOWERS("user/info/batchget", "/cgi-bin/user/info/batchget", Form.JSON),
    FOLLOWER_LIST("user/get", "/cgi-bin/user/get", Form.QUERY),
    TICKET("getticket", "/cgi-bin/ticket/getticket", Form.QUERY),
    QR_CREATE("qrcode/create", "/cgi-bin/qrcode/create", Form.JSON),
    QR_IMAGE("showqrcode", "/cgi-bin/showqrcode", Form.QUERY),
    CHANGE_OPENID("changeopenid", "/cgi-bin/changeopenid", Form.JSON),
    COMPONENT_SESSION("component/code2session", "/sns/component/jscode2session", Form.QUERY),
    COMPONENT_ACCESS_TOKEN("component/access_token", "/sns/oauth2/component/access_token", Form.QUERY),
    COMPONENT_REFRESH_TOKEN("component/refresh_token", "/sns/oauth2/component/refresh_token", Form.QUERY),
    COMPONENT_TOKEN("api_component_token", "/cgi-bin/component/api_component_token", Form.JSON);

    /** How a call carries what it says. */
    enum Form {
        PAGE,
        QUERY,
        JSON
    }

    private final String title;
    private final String path;
    private final Form form;

    Api(String title, String path, Form form) {
        this.title = title;
        this.path = path;
        this.form = form;
    }

    /** The endpoint called {@code nameOrPath}: {@code code2session} and {@code /sns/jscode2session} are the same. */
    public static Api of(String nameOrPath) {
        return Arrays.stream(values())
                .filter(api -> api.title.equals(nameOrPath) || api.path.equals(nameOrPath))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no simulated API is called " + nameOrPath));
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }

    /** Called by a third-party platform, in the place of an app and without its secret. */
    boolean isOfComponent() {
        return path.contains("/component/");
    }

    Form form() {
        return form;
    }
}
