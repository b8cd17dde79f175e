package io.uniongate.benchmarks;

import io.uniongate.benchmarks.Recorder.Marked;
import java.util.function.ToLongFunction;

/** One stretch of load on one server: what happened, and what each request cost. */
record Round(Marked load, double serverMicros, double postgresMicros, double fsyncs, double walBytes) {
    /** Counters at one moment. */
    private record Sample(Postgres.Counters counters, long serverNanos, long postgresNanos) {
        static Sample of(Target target, Postgres postgres) {
            return new Sample(
                    postgres.counters(), Postgres.cpuNanos(target.process().handle()), postgres.cpuNanos());
        }
    }

    /** Both samples are taken while the load is on. */
    static Round of(Target target, Postgres postgres, LoadProcess load, Settings settings) {
        load.mark();
        Sample before = Sample.of(target, postgres);
        Pause.of(settings.measured());
        Marked marked = load.mark();
        return new Costs(marked.requests(), before, Sample.of(target, postgres)).with(marked);
    }

    double rate() {
        return load.rate();
    }

    /** What was spent between two samples, for each of the requests. */
    private record Costs(int requests, Sample before, Sample after) {
        Round with(Marked load) {
            return new Round(
                    load,
                    each(Sample::serverNanos) / 1000,
                    each(Sample::postgresNanos) / 1000,
                    each(sample -> sample.counters().fsyncs()),
                    each(sample -> sample.counters().walBytes()));
        }

        private double each(ToLongFunction<Sample> counter) {
            return (counter.applyAsLong(after) - counter.applyAsLong(before)) / (double) Math.max(1, requests);
        }
    }
}
