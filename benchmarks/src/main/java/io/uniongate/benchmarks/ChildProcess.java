package io.uniongate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own, so that nobody shares a heap, a compiler or an event loop with what is measured. It ends when its
 * standard input does, so a killed benchmark leaves nothing behind.
 */
final class ChildProcess implements AutoCloseable {
    private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx512m");
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final String name;
    private final Process process;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Everything it says goes to {@code NAME.log}. */
    static ChildProcess server(Path logs, String name, Class<?> main, List<String> jvmOptions, String... arguments) {
        Path log = logs.resolve(name + ".log");
        return start(name, builder(main, jvmOptions, arguments, log).redirectOutput(Redirect.appendTo(log.toFile())));
    }

    /** Its standard output is for us, see {@link #say} and {@link #hear}. */
    static ChildProcess dialogue(Path logs, String name, Class<?> main, String... arguments) {
        return start(name, builder(main, List.of(), arguments, logs.resolve(name + ".log")));
    }

    /** For the main methods of children. */
    static void stopWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException parentIsGone) {
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    /** For the main methods of children that are told a secret. */
    static String firstLine() {
        StringBuilder line = new StringBuilder();
        try {
            for (int next = System.in.read(); next >= 0 && next != '\n'; next = System.in.read()) {
                line.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void awaitPort(int port) {
        Instant deadline = Instant.now().plus(START);
        while (!isListening(port)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new BenchmarkFailure(name + " did not start; see its log under target/benchmarks");
            }
            Pause.of(Duration.ofMillis(50));
        }
    }

    void say(String line) {
        try {
            Writer input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new BenchmarkFailure(name + " ended early", e);
        }
    }

    /** The next line of JSON; what else it prints is a log. */
    String hear() {
        try {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("{")) {
                    return line;
                }
                System.err.println(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new BenchmarkFailure(name + " ended early; see its log under target/benchmarks");
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static ChildProcess start(String name, ProcessBuilder builder) {
        try {
            return new ChildProcess(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(Class<?> main, List<String> jvmOptions, String[] arguments, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
