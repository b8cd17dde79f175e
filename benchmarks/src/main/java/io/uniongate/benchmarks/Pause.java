package io.uniongate.benchmarks;

import java.time.Duration;

/** Lets time pass while a load is on. */
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailure("interrupted", interrupted);
        }
    }
}
