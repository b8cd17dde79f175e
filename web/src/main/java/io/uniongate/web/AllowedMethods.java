package io.uniongate.web;

import static java.util.stream.Collectors.joining;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a 405 must tell (RFC 9110 §15.5.6); Vert.x does so only where it writes the answer itself. */
record AllowedMethods(Router router) {
    String at(String path) {
        return router.getRoutes().stream()
                .filter(route -> isAt(route, path))
                .map(Route::methods)
                .flatMap(methods -> methods == null ? Stream.empty() : methods.stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(joining(", "));
    }

    private static boolean isAt(Route route, String path) {
        String template = route.getPath();
        return template != null && Pattern.matches(pattern(template), path);
    }

    private static String pattern(String template) {
        return Arrays.stream(template.split("/", -1))
                .map(part -> part.startsWith(":") ? "[^/]+" : Pattern.quote(part))
                .collect(joining("/"));
    }
}
