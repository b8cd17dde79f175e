package io.uniongate.webpage;

import io.uniongate.contract.registration.Client;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a page may be returned to: its address is on the client's list, or below an entry that ends with a slash. */
final class ReturnTo {
    private static final int LONGEST = 4096;
    private static final Pattern PLAIN = Pattern.compile("https?://[^\\s\\p{Cntrl}\\\\]+");
    /** Dot segments, and encoded slashes, backslashes and control characters, which servers and browsers read apart. */
    private static final Pattern TRICK =
            Pattern.compile("(?i)(^|/)(\\.|%2e){1,2}(/|;|$)|%2f|%5c|%[01][0-9a-f]|%7f|%25(2e|2f|5c)");

    private ReturnTo() {}

    static boolean isAllowed(Client client, @Nullable String address) {
        return address != null
                && parsed(address)
                        .filter(page -> isOnList(client, address, page))
                        .isPresent();
    }

    private static boolean isOnList(Client client, String address, URI page) {
        return client.returnTo().stream().anyMatch(entry -> covers(entry, address, page));
    }

    private static boolean covers(String entry, String address, URI page) {
        boolean fits = entry.endsWith("/") ? address.startsWith(entry) : address.equals(entry);
        return fits && Objects.equals(origin(entry), origin(page));
    }

    private static Optional<URI> parsed(String address) {
        if (address.length() > LONGEST || !PLAIN.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(address)).filter(ReturnTo::isUntricky);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isUntricky(URI page) {
        return page.getHost() != null
                && page.getRawUserInfo() == null
                && !TRICK.matcher(Objects.requireNonNullElse(page.getRawPath(), ""))
                        .find();
    }

    /** Scheme, host and port as a browser writes them in an {@code Origin} header (RFC 6454 §6.1). */
    static @Nullable String origin(String address) {
        try {
            return origin(new URI(address));
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static @Nullable String origin(URI address) {
        String scheme = address.getScheme();
        String host = address.getHost();
        if (scheme == null || host == null) {
            return null;
        }
        String prefix = (scheme + "://" + host).toLowerCase(Locale.ROOT);
        int port = address.getPort();
        int usual = prefix.startsWith("https:") ? 443 : 80;
        return port == -1 || port == usual ? prefix : prefix + ":" + port;
    }
}
