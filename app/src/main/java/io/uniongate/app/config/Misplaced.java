package io.uniongate.app.config;

import java.util.List;
import java.util.Optional;

/** Explains a value that stands where no key is. */
final class Misplaced {
    private static final List<String> KEYS =
            ConfigKeys.ALL.stream().map(Key::path).toList();

    private Misplaced() {}

    /** Whether a key or a section has this path. */
    static boolean isKnown(String pattern) {
        return KEYS.stream()
                .anyMatch(
                        key -> key.equals(pattern) || key.startsWith(pattern + ".") || key.startsWith(pattern + "[]"));
    }

    static String explain(String pattern) {
        if (KEYS.contains(pattern + "[]")) {
            return "expected a list";
        }
        if (KEYS.stream().anyMatch(key -> key.startsWith(pattern + "[]."))) {
            return "expected a list of sections with " + children(pattern + "[].");
        }
        if (KEYS.stream().anyMatch(key -> key.startsWith(pattern + "."))) {
            return "expected a section with " + children(pattern + ".");
        }
        if (KEYS.stream().anyMatch(key -> pattern.startsWith(key + ".") || pattern.startsWith(key + "["))) {
            return "expected one value";
        }
        return "unknown key"
                + nearest(pattern).map(key -> "; did you mean " + key + "?").orElse("");
    }

    private static String children(String start) {
        List<String> names = KEYS.stream()
                .filter(key -> key.startsWith(start))
                .map(key -> key.substring(start.length()).replaceFirst("[.\\[].*", ""))
                .distinct()
                .toList();
        return String.join(", ", names);
    }

    /** A key of a similar path, or else one of the same name in another section. */
    private static Optional<String> nearest(String pattern) {
        String name = lastName(pattern);
        return Nearest.to(pattern, KEYS)
                .or(() -> KEYS.stream()
                        .filter(key -> Nearest.distance(lastName(key), name) <= 1)
                        .findFirst());
    }

    private static String lastName(String path) {
        String plain = path.replace("[]", "");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
