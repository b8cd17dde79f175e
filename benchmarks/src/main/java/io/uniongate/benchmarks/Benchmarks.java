package io.uniongate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmarks. */
@Command(
        name = "benchmarks/run",
        description = "Measures this server against bare limits taken in the same run, and prints a table.",
        mixinStandardHelpOptions = true)
final class Benchmarks implements Callable<Integer> {
    @Option(names = "--seconds", description = "how long each load is measured in a round (default: ${DEFAULT-VALUE})")
    private int seconds = 3;

    @Option(names = "--rounds", description = "how often the servers take turns (default: ${DEFAULT-VALUE})")
    private int rounds = 7;

    @Option(names = "--warm-up", description = "seconds of load before that (default: ${DEFAULT-VALUE})")
    private int warmUp = 30;

    @Option(names = "--connections", description = "callers at a time (default: ${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--people", description = "people known to each server (default: ${DEFAULT-VALUE})")
    private int people = 2000;

    @Option(names = "--storm-people", description = "people in the storm (default: ${DEFAULT-VALUE})")
    private int stormPeople = 2000;

    @Option(names = "--import-rows", description = "lines of the import (default: ${DEFAULT-VALUE})")
    private int importRows = 1_000_000;

    @Option(
            names = "--sections",
            split = ",",
            description = "what to measure: ${COMPLETION-CANDIDATES} (default: all of them)")
    private Set<Run.Section> sections = EnumSet.allOf(Run.Section.class);

    @Option(
            names = "--flows",
            split = ",",
            description = "of what, in the section LIMITS: ${COMPLETION-CANDIDATES} (default: all of them)")
    private Set<Flow> flows = EnumSet.allOf(Flow.class);

    @Option(names = "--directory", description = "where results and logs go (default: ${DEFAULT-VALUE})")
    private Path directory = Path.of("target", "benchmarks");

    public static void main(String[] arguments) {
        Quiet.please();
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Settings settings = new Settings(
                fresh(directory.toAbsolutePath()),
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                rounds,
                connections,
                people,
                stormPeople,
                importRows);
        try {
            Run.of(settings, sections, flows);
            return 0;
        } catch (BenchmarkFailure failure) {
            System.err.println("benchmark failed: " + failure.getMessage());
            return 1;
        }
    }

    /** Without the database and the logs of the run before. */
    private static Path fresh(Path directory) {
        try {
            if (Files.exists(directory)) {
                Postgres.stopSurvivor(directory.resolve(Settings.POSTGRES));
                delete(directory);
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
