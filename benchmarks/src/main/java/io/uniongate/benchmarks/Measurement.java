package io.uniongate.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a flow did on a server, and what each of its requests cost. It is the median of several rounds, because a
 * machine that others use too is now faster and now slower.
 */
record Measurement(List<Round> rounds, Statements statements) {
    /** For each request. */
    record Statements(double statements, double transactions) {}

    double median(ToDoubleFunction<Round> of) {
        return median(rounds.stream().mapToDouble(of).boxed().sorted().toList());
    }

    /** The median of the ratios within each round, in which both were measured one after the other. */
    double ratio(Measurement reference) {
        return median(IntStream.range(0, rounds.size())
                .mapToObj(i -> rounds.get(i).rate() / reference.rounds.get(i).rate())
                .sorted()
                .toList());
    }

    private static double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
