package io.uniongate.app.server;

import io.uniongate.db.Sharing;
import java.time.Clock;

/** What no configuration chooses, only a test or a measurement. */
record Tuning(Clock clock, Sharing sharing) {
    static final Tuning NONE = new Tuning(Clock.systemUTC(), Sharing.ADAPTIVE);
}
