package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.net.URLEncoder;

/** The browser that looks at a page: whose phone it plays, and whether it passes for WeChat. */
final class Viewer {
    private static final String USER = "sim_user";
    private static final String WECHAT = "sim_wechat";

    private final RoutingContext ctx;

    Viewer(RoutingContext ctx) {
        this.ctx = ctx;
    }

    /** A choice in the link holds for the browser from then on. */
    void keepChoices() {
        keep(USER);
        keep(WECHAT);
    }

    boolean isWeChat() {
        String agent = String.valueOf(ctx.request().getHeader("User-Agent"));
        return agent.contains("MicroMessenger") || !chosen(WECHAT).isEmpty();
    }

    String user(String otherwise) {
        String chosen = chosen(USER);
        return chosen.isEmpty() ? otherwise : chosen;
    }

    private void keep(String name) {
        String choice = ctx.request().getParam(name);
        if (choice != null) {
            ctx.response()
                    .addCookie(Cookie.cookie(name, URLEncoder.encode(choice, UTF_8))
                            .setPath("/")
                            .setSameSite(CookieSameSite.LAX));
        }
    }

    private String chosen(String name) {
        String choice = ctx.request().getParam(name);
        if (choice != null) {
            return choice;
        }
        Cookie cookie = ctx.request().getCookie(name);
        return cookie == null ? "" : URLDecoder.decode(cookie.getValue(), UTF_8);
    }
}
