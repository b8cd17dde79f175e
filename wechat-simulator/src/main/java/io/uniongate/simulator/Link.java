package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A link to one of WeChat's pages: its query as it was written, and what it says. */
record Link(Api page, String rawQuery, Map<String, String> parameters) {
    /** Ours, not WeChat's: taken out before WeChat's rules look at the link. */
    private static final Pattern OWN_PARAMETERS = Pattern.compile("&sim_(user|wechat)=[^&]*");

    Link {
        parameters = Map.copyOf(parameters);
    }

    static Link of(Api page, String query) {
        String rawQuery = OWN_PARAMETERS.matcher(query).replaceAll("");
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : rawQuery.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(parameter.substring(0, equals), decode(parameter.substring(equals + 1)));
            }
        }
        return new Link(page, rawQuery, parameters);
    }

    static Link of(String url) {
        URI uri = URI.create(url);
        return of(Api.of(uri.getPath()), String.valueOf(uri.getRawQuery()));
    }

    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** Where the link leads, without a host, for links of the pages to themselves. */
    String path() {
        return page.path() + "?" + rawQuery;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }
}
