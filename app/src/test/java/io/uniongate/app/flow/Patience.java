package io.uniongate.app.flow;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come: where a requirement names a time it is the longest wait, and never a measure of speed. */
final class Patience {
    private Patience() {}

    /** Whether it came; asks without a pause, because each question is a request that takes its time. */
    static boolean within(Duration longest, BooleanSupplier come) {
        long start = System.nanoTime();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() - start > longest.toNanos()) {
                return false;
            }
        }
        return true;
    }
}
