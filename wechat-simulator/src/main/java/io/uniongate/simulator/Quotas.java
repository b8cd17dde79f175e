package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How often something was called lately, in fixed windows. */
final class Quotas {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration DAY = Duration.ofDays(1);
    private static final int LIMIT = 100_000;

    private record Window(long number, int calls) {}

    private final SimulatorOptions.Limits limits;
    private final Map<String, Window> windows = new Bounded<>(LIMIT);

    Quotas(SimulatorOptions.Limits limits) {
        this.limits = limits;
    }

    /** Counts this call and says whether it is one too many. */
    boolean exceeds(String subject, int limit, Duration length, Instant now) {
        if (limits == SimulatorOptions.Limits.OFF) {
            return false;
        }
        long number = now.toEpochMilli() / length.toMillis();
        Window before = windows.get(subject);
        int calls = before != null && before.number() == number ? before.calls() + 1 : 1;
        windows.put(subject, new Window(number, calls));
        return calls > limit;
    }

    void clear() {
        windows.clear();
    }
}
