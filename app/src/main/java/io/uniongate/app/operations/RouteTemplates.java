package io.uniongate.app.operations;

import io.vertx.ext.web.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The route of a path as it is written in the code, so that no label holds what a caller chose. */
final class RouteTemplates {
    static final String NONE = "none";

    private final Map<String, String> exact = new HashMap<>();
    private final Map<Pattern, String> withParameters = new HashMap<>();

    private RouteTemplates() {}

    static RouteTemplates of(List<Route> routes) {
        RouteTemplates templates = new RouteTemplates();
        routes.forEach(route -> templates.add(route.getPath(), route.isExactPath()));
        return templates;
    }

    String find(@Nullable String path) {
        if (path == null) {
            return NONE;
        }
        String known = exact.get(path);
        return known != null ? known : findWithParameters(path);
    }

    private void add(@Nullable String path, boolean whole) {
        if (path == null) {
            return;
        }
        if (path.contains(":")) {
            withParameters.put(Pattern.compile(path.replaceAll(":[A-Za-z0-9_]+", "[^/]+")), path);
        } else if (whole) {
            exact.put(path, path);
        }
    }

    private String findWithParameters(String path) {
        return withParameters.entrySet().stream()
                .filter(route -> route.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NONE);
    }
}
