package io.uniongate.webpage;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a page as WeChat wants it signed: without its fragment, and never without a path (protocol.md §1.9). */
record PageUrl(String host, String text) {
    private static final int LONGEST = 4096;

    /** Not {@link java.net.URI}, which refuses braces and bars that browsers leave in a query as they are. */
    private static final Pattern SHAPE =
            Pattern.compile("(https?://([A-Za-z0-9._-]+)(?::[0-9]{1,5})?)(/[!-~]*)?(\\?[!-~]*)?");

    static Optional<PageUrl> parse(String address) {
        Matcher page = SHAPE.matcher(address.split("#", 2)[0]);
        return address.length() <= LONGEST && page.matches() ? Optional.of(of(page)) : Optional.empty();
    }

    private static PageUrl of(Matcher page) {
        return new PageUrl(
                page.group(2).toLowerCase(Locale.ROOT),
                page.group(1)
                        + Objects.requireNonNullElse(page.group(3), "/")
                        + Objects.requireNonNullElse(page.group(4), ""));
    }
}
