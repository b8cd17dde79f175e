package io.uniongate.db;

import org.jspecify.annotations.Nullable;

/** A start, stop or migration that failed: one line for the operator, naming the cause and the cure. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        this(message, null);
    }

    DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
