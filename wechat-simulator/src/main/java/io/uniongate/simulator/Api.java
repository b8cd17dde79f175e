package io.uniongate.simulator;

import java.util.Arrays;

/** The WeChat endpoints that are simulated, by the name a fault or a record is asked for. */
public enum Api {
    AUTHORIZE("authorize", "/connect/oauth2/authorize"),
    QR_CONNECT("qrconnect", "/connect/qrconnect"),
    CODE2SESSION("code2session", "/sns/jscode2session"),
    ACCESS_TOKEN("access_token", "/sns/oauth2/access_token"),
    REFRESH_TOKEN("refresh_token", "/sns/oauth2/refresh_token"),
    AUTH("auth", "/sns/auth"),
    USER_INFO("userinfo", "/sns/userinfo"),
    TOKEN("token", "/cgi-bin/token"),
    STABLE_TOKEN("stable_token", "/cgi-bin/stable_token"),
    API_DOMAIN_IP("get_api_domain_ip", "/cgi-bin/get_api_domain_ip");

    private final String title;
    private final String path;

    Api(String title, String path) {
        this.title = title;
        this.path = path;
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
}
