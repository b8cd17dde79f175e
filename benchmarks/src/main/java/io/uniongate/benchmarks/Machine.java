package io.uniongate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Where and how the numbers came about; without it they mean nothing. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe(Settings settings) {
        Runtime runtime = Runtime.getRuntime();
        return "%s, %s, %d processors (%s), Java %s. %d connections, %d rounds of %d s after %d s of warm-up.%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        runtime.availableProcessors(),
                        processor(),
                        Runtime.version(),
                        settings.connections(),
                        settings.rounds(),
                        settings.measured().toSeconds(),
                        settings.warmUp().toSeconds());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unnamed");
        } catch (IOException notLinux) {
            return "unnamed";
        }
    }
}
