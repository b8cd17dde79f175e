package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** An app's token or ticket as this node holds it, with the time from which the next one is looked for. */
record AppToken(Secret value, long version, Instant obtainedAt, Instant dueAt, Instant expiresAt) {
    /** WeChat makes the next token this long before the end, and until then answers with the same (protocol.md §1.2). */
    private static final long OVERLAP_MILLIS = 300_000;

    /** What clocks may differ by, and a call may take. */
    private static final long MARGIN_MILLIS = 60_000;

    private static final long BRIEF_MILLIS = 30_000;
    private static final long JITTER_MILLIS = 30_000;

    static AppToken of(Secret value, long version, Lifetime life, RandomGenerator random) {
        Instant due = life.now().plusMillis(millisUntilDue(life.remaining(), random));
        return new AppToken(
                value, version, life.now().minus(life.age()), due, life.now().plus(life.remaining()));
    }

    /** Ages by two clocks would differ, so it is lengths that nodes tell each other, not times. */
    record Lifetime(Instant now, Duration age, Duration remaining) {}

    /** Whether WeChat itself gives the same token still, as long as nobody forces another out of it. */
    static boolean lasts(Duration remaining) {
        return remaining.toMillis() > OVERLAP_MILLIS + MARGIN_MILLIS;
    }

    boolean isUsable(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean isDue(Instant now) {
        return !now.isBefore(dueAt);
    }

    /** Never beyond the end, and never at once while something remains: a short life is no reason for a storm. */
    private static long millisUntilDue(Duration remaining, RandomGenerator random) {
        long left = Math.max(0, remaining.toMillis());
        long early = Math.max(Math.min(BRIEF_MILLIS, left / 2), left - OVERLAP_MILLIS);
        return early + random.nextLong(1 + Math.min(JITTER_MILLIS, (left - early) / 2));
    }
}
