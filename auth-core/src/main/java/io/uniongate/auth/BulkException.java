package io.uniongate.auth;

/** A command on very many people cannot go on; the message is for whoever started it. */
public final class BulkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BulkException(String message) {
        super(message);
    }
}
