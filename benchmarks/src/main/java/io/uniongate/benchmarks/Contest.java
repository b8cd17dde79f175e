package io.uniongate.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures servers in turns, some seconds each, until all had their rounds: whatever slows the machine down for a
 * while slows all of them. Only one of them has load at a time.
 */
final class Contest implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofMillis(300);
    private static final Duration COUNTING = Duration.ofMillis(500);

    private final Postgres postgres;
    private final Settings settings;
    private final List<Contestant> contestants = new ArrayList<>();

    private record Contestant(Target target, LoadProcess load, List<Round> rounds) {}

    private Contest(Postgres postgres, Settings settings) {
        this.postgres = postgres;
        this.settings = settings;
    }

    /** In the order of the targets. */
    static List<Measurement> run(List<Target> targets, Postgres postgres, Flow flow, Settings settings) {
        try (Contest contest = new Contest(postgres, settings)) {
            targets.forEach(target -> contest.enter(target, flow));
            for (int round = 0; round < settings.rounds(); round++) {
                contest.contestants.forEach(contest::measure);
            }
            return contest.contestants.stream().map(contest::result).toList();
        }
    }

    private void enter(Target target, Flow flow) {
        LoadProcess load = LoadProcess.start(target.port(), flow, settings);
        contestants.add(new Contestant(target, load, new ArrayList<>()));
        Pause.of(settings.warmUp());
        load.pause();
    }

    private void measure(Contestant contestant) {
        contestant.load().go();
        Pause.of(SETTLING);
        contestant.rounds().add(Round.of(contestant.target(), postgres, contestant.load(), settings));
        contestant.load().pause();
    }

    private Measurement result(Contestant contestant) {
        contestant.load().go();
        Measurement measured = new Measurement(contestant.rounds(), count(contestant.load()));
        contestant.load().pause();
        return measured;
    }

    /** In the log of Postgres, and after the rounds, because writing that log takes time. */
    private Measurement.Statements count(LoadProcess load) {
        postgres.set("log_statement", "all");
        Pause.of(SETTLING);
        load.mark();
        long from = postgres.logged();
        Pause.of(COUNTING);
        double requests = Math.max(1, load.mark().requests());
        StatementLog.Counts counts = StatementLog.count(postgres.log(from, postgres.logged()));
        postgres.reset("log_statement");
        return new Measurement.Statements(counts.statements() / requests, counts.transactions() / requests);
    }

    @Override
    public void close() {
        contestants.forEach(contestant -> contestant.load().close());
    }
}
