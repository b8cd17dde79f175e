package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;

/** A cookie for this host alone, out of reach of scripts and of other sites' requests (RFC 6265bis §4.1.3.2). */
final class HostCookie {
    private HostCookie() {}

    static Cookie of(String name, Secret value, Duration life) {
        return Cookie.cookie(name, value.reveal())
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(life.toSeconds());
    }
}
