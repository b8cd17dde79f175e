package io.uniongate.webpage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of query strings (RFC 3986 §2.1). */
final class Percent {
    private Percent() {}

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** The query in the order of the map, without the entries that have no value. */
    static String query(Map<String, @Nullable String> parameters) {
        return parameters.entrySet().stream()
                .flatMap(
                        entry -> Stream.ofNullable(entry.getValue()).map(value -> entry.getKey() + "=" + encode(value)))
                .collect(joining("&"));
    }
}
