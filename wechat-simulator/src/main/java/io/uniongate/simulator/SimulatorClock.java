package io.uniongate.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** WeChat's clock: lifetimes are read from it, and moving it is how a code gets old without waiting. */
public final class SimulatorClock extends Clock {
    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    SimulatorClock(Clock base) {
        this.base = base;
    }

    public synchronized void advance(Duration step) {
        ahead = ahead.plus(step);
    }

    /** Rounded up: what was made this very second has all of its life before it. */
    long secondsUntil(Instant end) {
        return Duration.between(instant(), end.plusMillis(999)).toSeconds();
    }

    synchronized void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        SimulatorClock moved = new SimulatorClock(base.withZone(zone));
        moved.advance(ahead);
        return moved;
    }
}
