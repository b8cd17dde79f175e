package io.uniongate.app.flow;

import io.uniongate.app.command.UnionGate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code uniongate serve} in a process of its own: it can be killed, and all that it writes can be read. */
final class ServerProcess implements AutoCloseable {
    private static final String READY = "ready on port";
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final String url;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread reader = new Thread(this::read, "server-output");

    private ServerProcess(int port, Process process) {
        this.url = "http://localhost:" + port;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        reader.start();
    }

    /** Returns once the server takes requests. */
    static ServerProcess serve(int port, String yaml, Path directory) {
        try {
            Path config = Files.writeString(directory.resolve("uniongate.yaml"), yaml);
            ServerProcess server = new ServerProcess(
                    port,
                    new ProcessBuilder(command(config))
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start());
            server.ready.orTimeout(LONGEST_START.toSeconds(), TimeUnit.SECONDS).join();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    /** As {@code kill -9} does it: nothing is finished, nothing is told. */
    void kill() {
        process.toHandle().destroyForcibly();
        end();
    }

    /** Everything that was written; complete once the server has ended. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Through the handle, because the process itself would close its output at once. */
    @Override
    public void close() {
        process.toHandle().destroy();
        end();
    }

    private void end() {
        process.onExit().join();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(this::heard);
        } catch (IOException | UncheckedIOException e) {
            lines.add("(the output cannot be read: " + e.getMessage() + ")");
        }
        ready.completeExceptionally(new IllegalStateException(String.join("\n", lines)));
    }

    private void heard(String line) {
        lines.add(line);
        if (line.contains(READY)) {
            ready.complete(null);
        }
    }

    private static List<String> command(Path config) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                UnionGate.class.getName(),
                "serve",
                "--config",
                config.toString());
    }
}
