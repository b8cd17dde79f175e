package io.uniongate.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/** How large a run is. */
record Settings(
        Path directory,
        Duration warmUp,
        Duration measured,
        int rounds,
        int connections,
        int people,
        int stormPeople,
        int importRows) {
    static final String POSTGRES = "postgres";
    private static final Duration BRIEF = Duration.ofSeconds(3);
    private static final int FEW = 5;

    /** For what has to be over before the bus gives up, after 30 seconds, the logins that hang meanwhile. */
    Settings brief() {
        return new Settings(
                directory,
                briefly(warmUp),
                briefly(measured),
                Math.min(rounds, FEW),
                connections,
                people,
                stormPeople,
                importRows);
    }

    private static Duration briefly(Duration asked) {
        return asked.compareTo(BRIEF) < 0 ? asked : BRIEF;
    }

    Path postgres() {
        return directory.resolve(POSTGRES);
    }

    Path results() {
        return directory.resolve("results.md");
    }
}
