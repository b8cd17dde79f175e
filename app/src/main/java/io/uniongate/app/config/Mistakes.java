package io.uniongate.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that all of it is told at once. */
final class Mistakes {
    /** Of a URL, where nobody asked for one. */
    private static final Pattern PASSWORD = Pattern.compile("//[^/@]*@");

    private final List<String> lines = new ArrayList<>();

    void add(String subject, String message) {
        lines.add(subject + ": " + message);
    }

    /** Of a key that may be missing, and so stand nowhere. */
    void add(String key, @Nullable Entry entry, String message) {
        add(key, entry == null ? message : message + " (" + entry.origin() + ")");
    }

    /** A value that does not have its key's shape; a hint may quote it. */
    void refuse(String key, Shape<?> shape, Entry entry, @Nullable String hint) {
        String value = shape.isSecret()
                ? "the value (not shown)"
                : "\"" + PASSWORD.matcher(entry.shown()).replaceAll("//***@") + "\"";
        String more = hint == null || entry.standsForAnother() ? "" : "; " + hint;
        add(key, entry, value + " is not " + shape.expected() + more);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
