package io.uniongate.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. */
public final class MovingClock extends Clock {
    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    private MovingClock(Clock base) {
        this.base = base;
    }

    /** Stands still until it is told otherwise. */
    public static MovingClock at(Instant now) {
        return new MovingClock(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** The real time, or that much ahead of it. */
    public static MovingClock running() {
        return new MovingClock(Clock.systemUTC());
    }

    public synchronized void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    public synchronized void set(Instant now) {
        ahead = Duration.between(base.instant(), now);
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
        return this;
    }
}
