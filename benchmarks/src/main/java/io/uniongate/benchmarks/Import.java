package io.uniongate.benchmarks;

import io.uniongate.app.command.UnionGate;
import io.uniongate.db.Migrations;
import io.uniongate.db.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** {@code uniongate users import} of very many people: at once, and killed half-way and started again. */
final class Import {
    /** Far less than the file: an import that gathered what it reads would not survive it. */
    private static final List<String> SMALL_HEAP = List.of("-Xms32m", "-Xmx96m", "-XX:+UseSerialGC");

    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final String LINES = "SELECT COALESCE(max((position->>'line')::bigint), 0) FROM bulk_job";
    private static final String FINISHED = "SELECT count(*) FROM bulk_job WHERE finished_at IS NOT NULL";
    private static final String USERS = "SELECT count(*) FROM users WHERE status = 'ACTIVE'";
    /** Who is whom, whatever ids they were given. */
    private static final String FINGERPRINT = """
            SELECT sum(hashtextextended(concat_ws(' ', i.app_id, i.openid, i.unionid, p.eldest), 0)::numeric)
            FROM identity i JOIN (SELECT user_id, min(openid) AS eldest FROM identity GROUP BY user_id) p
                ON p.user_id = i.user_id
            """;

    private final Settings settings;
    private final Servers servers;
    private final Postgres postgres;
    private final Path file;

    private Import(Settings settings, Servers servers, Postgres postgres, Path file) {
        this.settings = settings;
        this.servers = servers;
        this.postgres = postgres;
        this.file = file;
    }

    static Report run(Settings settings, Servers servers, Postgres postgres) {
        Path file = PeopleFile.write(settings.directory().resolve("people.csv"), settings.importRows());
        return new Import(settings, servers, postgres, file).run();
    }

    private Report run() {
        PostgresUrl whole = database("import_whole");
        PostgresUrl resumed = database("import_resumed");
        Course atOnce = process("import_whole", whole, () -> false);
        Course killed = process("import_resumed", resumed, () -> number(resumed, LINES) >= settings.importRows() / 2);
        long before = number(resumed, LINES);
        Course rest = process("import_resumed", resumed, () -> false);
        return new Report(
                settings.importRows(),
                atOnce,
                Math.max(killed.peakKilobytes(), rest.peakKilobytes()),
                before,
                number(whole, USERS),
                number(whole, FINISHED) + number(resumed, FINISHED) == 2,
                postgres.value(whole, FINGERPRINT).equals(postgres.value(resumed, FINGERPRINT)));
    }

    /** How long it ran and how much memory it had at most. */
    private record Course(Duration time, long peakKilobytes) {}

    private PostgresUrl database(String name) {
        PostgresUrl url = postgres.create(name);
        if (new Migrations(url).migrate().isEmpty()) {
            throw new BenchmarkFailure("there are no migrations on the class path");
        }
        return url;
    }

    private long number(PostgresUrl database, String query) {
        return Long.parseLong(postgres.value(database, query));
    }

    /** Until it ends, or is killed because that is enough. */
    private Course process(String name, PostgresUrl database, BooleanSupplier enough) {
        Path config = servers.configuration(name, database);
        long start = System.nanoTime();
        long peak = 0;
        try (ChildProcess process = ChildProcess.server(
                settings.directory(),
                name,
                UnionGate.class,
                SMALL_HEAP,
                "users",
                "import",
                file.toString(),
                "--config",
                config.toString(),
                "--json")) {
            while (process.handle().isAlive()) {
                peak = Math.max(peak, peak(process.handle()));
                if (enough.getAsBoolean()) {
                    process.handle().destroyForcibly();
                }
                Pause.of(GLANCE);
            }
        }
        return new Course(Duration.ofNanos(System.nanoTime() - start), peak);
    }

    /** As Linux tells it; 0 elsewhere, and of a process that has just ended. */
    private static long peak(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What both imports left behind. */
    record Report(
            int rows, Course atOnce, long peakOfResumed, long linesBefore, long users, boolean finished, boolean same) {
        String describe() {
            double seconds = atOnce.time().toMillis() / 1000.0;
            return "%d lines in %.1f s (%.0f lines/s), start of the JVM included."
                    .formatted(rows, seconds, rows / seconds);
        }

        Map<String, Object> counts() {
            return new TreeMap<>(Map.of(
                    "lines", rows,
                    "users", users,
                    "peakMemoryMiB", atOnce.peakKilobytes() / 1024,
                    "peakMemoryMiBWhenKilledAndResumed", peakOfResumed / 1024,
                    "linesWhenKilled", linesBefore,
                    "sameWhenKilledAndResumed", same));
        }

        /** Fails unless both ended, with the same people. */
        void require() {
            requireThat(finished, "an import did not end; see its log under target/benchmarks");
            requireThat(linesBefore < rows, "the import ended before it was killed");
            requireThat(users == PeopleFile.users(rows), users + " users, must be " + PeopleFile.users(rows));
            requireThat(same, "killed and resumed, the import left other people than at once");
        }

        private static void requireThat(boolean holds, String broken) {
            if (!holds) {
                throw new BenchmarkFailure("import: " + broken);
            }
        }
    }
}
