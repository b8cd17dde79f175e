package io.uniongate.app.operations;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Measures how late an event loop runs what is due; deployed once for each loop. */
public final class EventLoopWatch extends VerticleBase {
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Metrics metrics;

    public EventLoopWatch(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        schedule();
        return Future.succeededFuture();
    }

    private void schedule() {
        long due = System.nanoTime() + PERIOD.toNanos();
        vertx.setTimer(PERIOD.toMillis(), id -> {
            metrics.eventLoopRanLate(Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
            schedule();
        });
    }
}
