package io.uniongate.db;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** What a failed statement means to its caller, whatever the driver threw (states: PostgreSQL manual, appendix A). */
public sealed interface StorageFailure {
    /** Postgres cannot be reached, is starting or stopping, is full, or did not answer in time. */
    record Unavailable(String reason) implements StorageFailure {}

    /**
     * The transaction lost a race (serialization, deadlock, lock wait; or somebody else was first with a row, or moved
     * the one referred to); run again, it sees what the other did.
     */
    record Retryable(String sqlState) implements StorageFailure {}

    /** Anything else: a mistake of ours. */
    record Other() implements StorageFailure {}

    static StorageFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refusal) {
                return ofState(refusal);
            }
            if (isConnectionLost(cause)) {
                return new Unavailable(cause.getClass().getSimpleName());
            }
        }
        return new Other();
    }

    private static StorageFailure ofState(PgException refusal) {
        String state = refusal.getSqlState() == null ? "" : refusal.getSqlState();
        return switch (state) {
            case "40001", "40P01", "55P03", "23503", "23505" -> new Retryable(state);
            // A cancelled statement, an idle transaction ended, and a standby taken for its primary.
            case "57014", "25P03", "25P04", "25006" -> new Unavailable(state);
            default -> ofClass(state);
        };
    }

    private static StorageFailure ofClass(String state) {
        if (state.startsWith("57P")) {
            return new Unavailable(state);
        }
        return switch (state.length() == 5 ? state.substring(0, 2) : "") {
            case "08", "53", "58" -> new Unavailable(state);
            default -> new Other();
        };
    }

    /** The client tells a connection that closes and a pool that is exhausted by text only, in a general exception or a bare throwable. */
    private static boolean isConnectionLost(Throwable cause) {
        if (cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof ClosedConnectionException) {
            return true;
        }
        boolean general = cause instanceof VertxException || !(cause instanceof Exception || cause instanceof Error);
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return general
                && (text.contains("closed") || text.contains("connection is not active") || text.equals("timeout"));
    }
}
