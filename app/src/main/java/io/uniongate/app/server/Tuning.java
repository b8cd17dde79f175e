package io.uniongate.app.server;

import io.uniongate.db.Sharing;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** What no configuration chooses, only a test or a measurement. */
public record Tuning(Clock clock, Sharing sharing, UnaryOperator<VertxOptions> vertx) {
    public static final Tuning NONE = new Tuning(Clock.systemUTC(), Sharing.ADAPTIVE, UnaryOperator.identity());

    /** At a time of the caller's choosing, as tests of what ages need it. */
    public Tuning withClock(Clock other) {
        return new Tuning(other, sharing, vertx);
    }

    /** With another way of sharing statements than is good, to measure what the good one brings. */
    public Tuning withSharing(Sharing other) {
        return new Tuning(clock, other, vertx);
    }

    /** With an eye on the event loops. */
    public Tuning withVertx(UnaryOperator<VertxOptions> change) {
        return new Tuning(clock, sharing, change);
    }
}
