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

    Path postgres() {
        return directory.resolve(POSTGRES);
    }

    Path results() {
        return directory.resolve("results.md");
    }
}
