package io.uniongate.app.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that all of it is told at once. */
final class Mistakes {
    private final List<String> lines = new ArrayList<>();

    void add(String subject, String message) {
        lines.add(subject + ": " + message);
    }

    void add(String key, Entry entry, String message) {
        lines.add(key + ": " + message + " (" + entry.origin() + ")");
    }

    /** A value that does not have its key's shape. */
    void refuse(String key, Shape<?> shape, Entry entry, @Nullable String hint) {
        String value = shape.isSecret() ? "the value (not shown)" : "\"" + entry.text() + "\"";
        String more = hint == null ? "" : "; " + hint;
        add(key, entry, value + " is not " + shape.expected() + more);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
