package io.uniongate.app.config;

import io.uniongate.contract.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes of URLs and addresses. */
final class Urls {
    private static final int BYTE = 8;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String EMBEDDED = "embedded";

    static final Shape<URI> ORIGIN = Shape.of(
            "https://<host> and nothing after it (http only for localhost and 127.0.0.1)", text -> origin(text));
    static final Shape<URI> SECURE =
            Shape.of("an https:// URL without query (http only for localhost and 127.0.0.1)", text -> secure(text));
    static final Shape<String> REDIRECT = Shape.of(
            "an absolute URL without fragment and wildcard, exactly as the client sends it", text -> redirect(text));
    static final Shape<String> PAGE =
            Shape.of("an absolute http(s) URL without fragment, below which pages may lie", text -> page(text));
    static final Shape<String> NETWORK =
            Shape.of("an IP address or a network such as 10.0.0.0/8", text -> network(text));
    static final Shape<Secret> DATABASE = Shape.secret(
            "postgresql://user:password@host:5432/database, or \"embedded\"", text -> new Secret(database(text)));

    private Urls() {}

    private static URI origin(String text) {
        URI url = secure(text);
        String path = url.getPath();
        if (path.length() > 1) {
            throw new IllegalArgumentException();
        }
        return path.isEmpty() ? url : URI.create(text.substring(0, text.length() - 1));
    }

    private static URI secure(String text) {
        URI url = absolute(text);
        require(url.getHost() != null && url.getQuery() == null);
        boolean encrypted = "https".equals(url.getScheme());
        boolean local = "http".equals(url.getScheme()) && isThisMachine(url);
        require(encrypted || local);
        return url;
    }

    static boolean isThisMachine(URI url) {
        return THIS_MACHINE.contains(url.getHost());
    }

    private static String redirect(String text) {
        require(!text.contains("*") && absolute(text).getScheme() != null);
        return text;
    }

    private static String page(String text) {
        URI url = absolute(text);
        require(url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme())));
        return text;
    }

    private static URI absolute(String text) {
        URI url = URI.create(text);
        require(url.isAbsolute() && !url.isOpaque() && url.getFragment() == null && url.getUserInfo() == null);
        return url;
    }

    private static String network(String text) {
        String[] parts = text.split("/", 2);
        int bits = literal(parts[0]).getAddress().length * BYTE;
        require(parts.length == 1 || (parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= bits));
        return text;
    }

    /** Never a name: that would ask the resolver, and trust its answer. */
    private static InetAddress literal(String text) {
        require(text.matches("\\d{1,3}(\\.\\d{1,3}){3}") || text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"));
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
    }

    private static String database(String text) {
        if (EMBEDDED.equals(text)) {
            return text;
        }
        URI url = databaseUrl(text);
        require("postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme()));
        require(url.getHost() != null && hasText(url.getPath()));
        return text;
    }

    private static URI databaseUrl(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException quotesThePassword) {
            throw new Hint("write special characters of the password percent-encoded");
        }
    }

    private static boolean hasText(@Nullable String path) {
        return path != null && path.length() > 1;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
