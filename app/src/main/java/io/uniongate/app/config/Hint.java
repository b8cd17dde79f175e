package io.uniongate.app.config;

import org.jspecify.annotations.Nullable;

/** A value that is refused with words for its writer; other exceptions' messages may quote a secret and are not told. */
final class Hint extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Hint(@Nullable String message) {
        super(message);
    }
}
