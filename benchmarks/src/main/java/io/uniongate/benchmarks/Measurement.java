package io.uniongate.benchmarks;

import io.uniongate.benchmarks.Recorder.Marked;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** What a flow did on a server, and what each of its requests cost. */
record Measurement(
        Flow flow,
        Marked load,
        double serverMicros,
        double postgresMicros,
        double statements,
        double transactions,
        double fsyncs,
        double walBytes) {
    private static final Duration SETTLING = Duration.ofMillis(200);
    private static final Duration COUNTING = Duration.ofMillis(500);

    private record Sample(Postgres.Counters counters, long serverNanos, long postgresNanos) {
        static Sample of(Target target, Postgres postgres) {
            return new Sample(
                    postgres.counters(), Postgres.cpuNanos(target.process().handle()), postgres.cpuNanos());
        }
    }

    /** All samples are taken while the load is on. */
    static Measurement take(Target target, Postgres postgres, Flow flow, Settings settings) {
        try (LoadProcess load = LoadProcess.start(target.port(), flow, settings)) {
            Pause.of(settings.warmUp());
            load.mark();
            Sample before = Sample.of(target, postgres);
            Pause.of(settings.measured());
            Marked marked = load.mark();
            Sample after = Sample.of(target, postgres);
            return new Costs(marked.requests(), before, after).with(flow, marked, count(postgres, load));
        }
    }

    /** What was spent between two samples, for each of the requests. */
    private record Costs(int requests, Sample before, Sample after) {
        Measurement with(Flow flow, Marked load, Statements counted) {
            return new Measurement(
                    flow,
                    load,
                    each(Sample::serverNanos) / 1000,
                    each(Sample::postgresNanos) / 1000,
                    counted.statements(),
                    counted.transactions(),
                    each(sample -> sample.counters().fsyncs()),
                    each(sample -> sample.counters().walBytes()));
        }

        private double each(ToLongFunction<Sample> counter) {
            return (counter.applyAsLong(after) - counter.applyAsLong(before)) / (double) Math.max(1, requests);
        }
    }

    /** For each request. */
    private record Statements(double statements, double transactions) {}

    /** In the log of Postgres, and after the measurement, because writing that log takes time. */
    private static Statements count(Postgres postgres, LoadProcess load) {
        postgres.set("log_statement", "all");
        Pause.of(SETTLING);
        load.mark();
        long from = postgres.logged();
        Pause.of(COUNTING);
        double requests = Math.max(1, load.mark().requests());
        StatementLog.Counts counts = StatementLog.count(postgres.log(from, postgres.logged()));
        postgres.reset("log_statement");
        return new Statements(counts.statements() / requests, counts.transactions() / requests);
    }
}
