package io.uniongate.wechat;

import java.time.Duration;

/** The moment by which an ask must have ended, on the clock that nobody can set. */
record Deadline(long nanoTime) {
    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** What is left, at least a millisecond, because a timer cannot take less. */
    long millisLeft() {
        return Math.max(1, (nanoTime - System.nanoTime()) / 1_000_000);
    }
}
