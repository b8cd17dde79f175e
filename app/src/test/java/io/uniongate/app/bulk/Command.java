package io.uniongate.app.bulk;

import io.uniongate.app.command.UnionGate;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code uniongate} as its users run it: in a process of its own, that ends well, badly, or not by itself. */
public final class Command {
    private final Path directory;
    private final Path config;

    private Command(Path directory, Path config) {
        this.directory = directory;
        this.config = config;
    }

    /** With this configuration; what the processes write is kept in the directory too. */
    public static Command with(Path directory, String yaml) {
        try {
            return new Command(
                    directory, Files.writeString(Files.createTempFile(directory, "uniongate", ".yaml"), yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that has ended; its report stands among the lines of the log. */
    public record Ended(int exit, List<String> output, String errors) {
        public JsonObject report() {
            return output.stream()
                    .filter(line -> line.startsWith("{\"of\""))
                    .map(JsonObject::new)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(String.join("\n", output) + errors));
        }
    }

    public Ended run(String... arguments) {
        return start(arguments).ended();
    }

    public Running start(String... arguments) {
        try {
            Path output = Files.createTempFile(directory, "output", ".log");
            Path errors = Files.createTempFile(directory, "errors", ".log");
            return new Running(
                    new ProcessBuilder(line(arguments))
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start(),
                    output,
                    errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that may still run. */
    public record Running(Process process, Path output, Path errors) {
        public boolean isAlive() {
            return process.isAlive();
        }

        public Ended ended() {
            try {
                int exit = process.onExit().join().exitValue();
                return new Ended(exit, Files.readAllLines(output), Files.readString(errors));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** As {@code kill -9} does it, as soon as it is enough. */
        void killOnce(BooleanSupplier enough) {
            while (process.isAlive() && !enough.getAsBoolean()) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().onExit().join();
        }
    }

    private List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                UnionGate.class.getName()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--config", config.toString()));
        return line;
    }
}
