package io.uniongate.webpage;

import static java.util.Comparator.comparing;

import io.uniongate.contract.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Knows a browser again when WeChat sends it back, so that nobody can finish another's login (RFC 9700 §4.7).
 *
 * <p>Each login has a cookie of its own, named after its state: tabs that begin at the same moment, none knowing of
 * the others, stand beside each other. It outlives the return, since WeChat may call back more than once
 * (protocol.md §2), but not the state.
 */
final class LoginCookies {
    static final String PREFIX = "__Host-uniongate-login-";
    static final int MOST = 10;
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int BYTES = 24;
    private static final int NAME_LENGTH = 12;
    private static final int LAST = 999_999;
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,6})\\.([A-Za-z0-9_-]{32})");

    private final SecureRandom random;

    LoginCookies(SecureRandom random) {
        this.random = random;
    }

    /** What the browser that began with this state was given then. */
    static Optional<Secret> find(RoutingContext ctx, Secret state) {
        return Optional.ofNullable(ctx.request().getCookie(name(state)))
                .flatMap(LoginCookie::of)
                .map(LoginCookie::browser);
    }

    /** What all logins of one browser share, so that it can be told when it runs in circles. */
    Secret browser(RoutingContext ctx) {
        return newestFirst(ctx).findFirst().map(LoginCookie::browser).orElseGet(this::fresh);
    }

    /** Adds a login to those of the browser, which forgets the oldest of too many. */
    static void add(RoutingContext ctx, Secret state, Secret browser) {
        List<LoginCookie> earlier = newestFirst(ctx).toList();
        int number = earlier.isEmpty() ? 1 : Math.min(earlier.get(0).number() + 1, LAST);
        earlier.stream().skip(MOST - 1).forEach(cookie -> set(ctx, cookie.name(), "", Duration.ZERO));
        set(ctx, name(state), number + "." + browser.reveal(), LIFE);
    }

    private static void set(RoutingContext ctx, String name, String value, Duration life) {
        ctx.response().addCookie(HostCookie.of(name, new Secret(value), life));
    }

    /** Long enough to be told apart from the browser's other states; the whole of it is nobody else's to keep. */
    private static String name(Secret state) {
        String text = state.reveal();
        return PREFIX + text.substring(text.length() - NAME_LENGTH);
    }

    private static Stream<LoginCookie> newestFirst(RoutingContext ctx) {
        return ctx.request().cookies().stream()
                .flatMap(cookie -> LoginCookie.of(cookie).stream())
                .sorted(comparing(LoginCookie::number).reversed());
    }

    private Secret fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** One of a browser's logins; a higher number began later. */
    private record LoginCookie(String name, int number, Secret browser) {
        static Optional<LoginCookie> of(Cookie cookie) {
            Matcher value = SHAPE.matcher(cookie.getValue());
            return cookie.getName().startsWith(PREFIX) && value.matches()
                    ? Optional.of(new LoginCookie(
                            cookie.getName(), Integer.parseInt(value.group(1)), new Secret(value.group(2))))
                    : Optional.empty();
        }
    }
}
