package io.uniongate.webpage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How somebody outside WeChat's browser logs in, where the client says so by {@code login_method} (api.md). */
enum LoginMethod {
    /** On WeChat's own QR page. */
    REDIRECT,

    /** With WeChat's QR code in a page of ours, which ends when nobody answers. */
    EMBEDDED,

    /** With the QR code of the service account, which whoever scans it follows. */
    SCAN;

    static final String PARAMETER = "login_method";

    static Optional<LoginMethod> of(String label) {
        return Arrays.stream(values())
                .filter(method -> method.label().equals(label))
                .findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
