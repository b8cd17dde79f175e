package io.uniongate.webpage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shape of code verifiers and challenges (RFC 7636 §4.1, §4.2). */
final class Pkce {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private Pkce() {}

    static boolean isWellFormed(@Nullable String value) {
        return value != null && SHAPE.matcher(value).matches();
    }
}
