package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Knows a browser again when WeChat sends it back, so that nobody can finish another's login (RFC 9700 §4.7). */
final class BrowserCookie {
    static final String NAME = "__Host-uniongate-browser";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int BYTES = 24;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final SecureRandom random;

    BrowserCookie(SecureRandom random) {
        this.random = random;
    }

    static Optional<Secret> of(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getCookie(NAME))
                .map(Cookie::getValue)
                .filter(value -> SHAPE.matcher(value).matches())
                .map(Secret::new);
    }

    /** The browser's own value, or a new one, kept for longer than any login may take. */
    Secret ensure(RoutingContext ctx) {
        Secret browser = of(ctx).orElseGet(this::fresh);
        ctx.response().addCookie(HostCookie.of(NAME, browser, LIFE));
        return browser;
    }

    private Secret fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
