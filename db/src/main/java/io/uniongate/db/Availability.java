package io.uniongate.db;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Turns the many statements that find Postgres away into one piece of news, and one more when it is back. */
final class Availability {
    /** A Postgres that comes back, or is overloaded, refuses some statements and serves others: that is no news yet. */
    static final Duration CALM = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private volatile boolean away;
    private long lastFailure;

    Availability(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A statement found nobody; whether that is news. */
    synchronized boolean lost() {
        boolean news = !away;
        away = true;
        lastFailure = nanoTime.getAsLong();
        return news;
    }

    /** A statement was answered; whether that is news. */
    boolean regained() {
        return away && calm();
    }

    private synchronized boolean calm() {
        boolean news = away && nanoTime.getAsLong() - lastFailure >= CALM.toNanos();
        away = away && !news;
        return news;
    }
}
