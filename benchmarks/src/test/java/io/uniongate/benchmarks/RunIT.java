package io.uniongate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.benchmarks.Recorder.Marked;
import io.uniongate.benchmarks.Run.Section;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the harness works; what it measures in a second means nothing. */
final class RunIT {
    @BeforeAll
    static void logOnlyWarnings() {
        Quiet.please();
    }

    @Test
    void measuresBothServersKeepsLoginsWaitingAndSendsAStorm(@TempDir Path directory) throws IOException {
        Settings settings = new Settings(directory, Duration.ZERO, Duration.ofMillis(300), 2, 4, 8, 20, 100);

        Run.of(settings, EnumSet.of(Section.LIMITS, Section.SLOW, Section.STORM), EnumSet.of(Flow.REFRESH));

        assertThat(Files.readString(settings.results()))
                .containsPattern("\\| refresh, bare \\| [1-9]")
                .containsPattern("\\| refresh, ours \\| [1-9]")
                .containsPattern("\\| /users/me, 400 logins hang \\| [1-9]")
                .contains("| activeUsers | 20 |");
    }

    @Test
    void importsAtOnceAndKilledHalfWay(@TempDir Path directory) throws IOException {
        Settings settings = new Settings(directory, Duration.ZERO, Duration.ofMillis(300), 2, 4, 8, 20, 30_000);

        Run.of(settings, EnumSet.of(Section.IMPORT), EnumSet.noneOf(Flow.class));

        assertThat(Files.readString(settings.results()))
                .contains("| lines | 30000 |", "| sameWhenKilledAndResumed | true |");
    }

    @Test
    void failsWhenSomebodyEndsAsTwoUsers() {
        JsonObject outcome = new JsonObject().put("identities", 4).put("identitiesWithoutUnionId", 0);
        Marked load = new Marked(4, 0, null, 1, 1, 1);
        Storm.Report report =
                new Storm.Report(1, load, outcome.put("unionIds", 1).put("activeUsers", 2));

        assertThatThrownBy(report::require).isInstanceOf(BenchmarkFailure.class).hasMessageContaining("activeUsers");
    }
}
