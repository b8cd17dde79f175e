package io.uniongate.app.config;

import java.util.function.Function;

/**
 * What a value of the configuration may look like: how it is read, and the words for who wrote it otherwise.
 *
 * <p>{@code read} throws {@link IllegalArgumentException}, or a {@link Hint} when there is more to say.
 */
record Shape<T>(String expected, Visibility visibility, Function<String, T> read) {
    enum Visibility {
        PLAIN,
        SECRET
    }

    static <T> Shape<T> of(String expected, Function<String, T> read) {
        return new Shape<>(expected, Visibility.PLAIN, read);
    }

    static <T> Shape<T> secret(String expected, Function<String, T> read) {
        return new Shape<>(expected, Visibility.SECRET, read);
    }

    /** A shape that reads like another one and wants more. */
    Shape<T> but(String narrower, Function<T, Boolean> wanted) {
        return new Shape<>(narrower, visibility, text -> {
            T value = read.apply(text);
            if (!wanted.apply(value)) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    boolean isSecret() {
        return visibility == Visibility.SECRET;
    }
}
