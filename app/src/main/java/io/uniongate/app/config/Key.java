package io.uniongate.app.config;

import org.jspecify.annotations.Nullable;

/** One key of the configuration; {@code []} in its path stands for the elements of a list. */
record Key<T>(
        String path,
        Shape<T> shape,
        Presence presence,
        @Nullable String fallback,
        String meaning) {
    enum Presence {
        REQUIRED,
        OPTIONAL
    }

    static <T> Key<T> required(String path, Shape<T> shape, String meaning) {
        return new Key<>(path, shape, Presence.REQUIRED, null, meaning);
    }

    static <T> Key<T> optional(String path, Shape<T> shape, String meaning) {
        return new Key<>(path, shape, Presence.OPTIONAL, null, meaning);
    }

    static <T> Key<T> defaulting(String path, Shape<T> shape, String fallback, String meaning) {
        return new Key<>(path, shape, Presence.OPTIONAL, fallback, meaning);
    }

    /** This key of the given elements of its lists: {@code apps[].secret} at 0 is {@code apps[0].secret}. */
    String at(int... indexes) {
        String concrete = path;
        for (int index : indexes) {
            concrete = concrete.replaceFirst("\\[]", "[" + index + "]");
        }
        return concrete;
    }

    /** Whether this is an element of a list of plain values. */
    boolean isList() {
        return path.endsWith("[]");
    }

    /** The path without the brackets of the list that this is an element of. */
    String list() {
        return isList() ? path.substring(0, path.length() - 2) : path;
    }

    boolean isRequired() {
        return presence == Presence.REQUIRED;
    }

    /** The path with its indexes taken out again. */
    static String patternOf(String concrete) {
        return concrete.replaceAll("\\[\\d+]", "[]");
    }
}
