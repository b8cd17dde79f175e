package io.uniongate.benchmarks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.benchmarks.Recorder.Marked;

/** A load that is on from its start until it is closed. */
final class LoadProcess implements AutoCloseable {
    private final ChildProcess process;
    private final String name;

    private LoadProcess(ChildProcess process, String name) {
        this.process = process;
        this.name = name;
    }

    static LoadProcess start(int port, Flow flow, Settings settings) {
        ChildProcess process = ChildProcess.dialogue(
                settings.directory(),
                "load",
                LoadGenerator.class,
                String.valueOf(port),
                flow.name(),
                String.valueOf(settings.connections()),
                String.valueOf(settings.people()));
        LoadProcess load = new LoadProcess(process, flow.label());
        load.requireNoError(Marked.parse(process.hear()));
        return load;
    }

    /** What happened since the last mark; a single failed request makes all of it worthless. */
    @CanIgnoreReturnValue
    Marked mark() {
        return say("mark");
    }

    /** Requests under way are still answered. */
    void pause() {
        say(LoadGenerator.PAUSE);
    }

    void go() {
        say(LoadGenerator.GO);
    }

    @CanIgnoreReturnValue
    private Marked say(String word) {
        process.say(word);
        return requireNoError(Marked.parse(process.hear()));
    }

    @CanIgnoreReturnValue
    private Marked requireNoError(Marked marked) {
        if (marked.errors() > 0) {
            throw new BenchmarkFailure(
                    name + ": " + marked.errors() + " requests failed, the first one: " + marked.firstError());
        }
        return marked;
    }

    @Override
    public void close() {
        process.close();
    }
}
