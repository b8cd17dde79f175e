package io.uniongate.app.server;

/** The server cannot start; the message is one line for whoever started it. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
