package io.uniongate.db;

/** Tells that a sealed value cannot be opened, and why, without a word of what it holds. */
public final class UnsealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsealException(String message) {
        super(message);
    }
}
