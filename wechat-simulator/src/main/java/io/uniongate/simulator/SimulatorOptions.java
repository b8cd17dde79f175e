package io.uniongate.simulator;

import java.time.Clock;
import java.util.List;

/** How a simulator starts: where it listens, from which seed people get their ids, and who and what is there. */
public record SimulatorOptions(
        String host,
        int port,
        String seed,
        int recordLimit,
        Limits limits,
        Denial denial,
        Clock clock,
        List<App> apps,
        List<User> users) {

    /** Whether WeChat's quotas hold; load tests call more often than WeChat allows. */
    public enum Limits {
        ENFORCED,
        OFF
    }

    private static final int RECORD_LIMIT = 10_000;

    public SimulatorOptions {
        apps = List.copyOf(apps);
        users = List.copyOf(users);
    }

    /** A free port of the loopback interface, WeChat's limits, the last 10,000 requests on record, nobody there. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                "127.0.0.1",
                0,
                "uniongate",
                RECORD_LIMIT,
                Limits.ENFORCED,
                Denial.CLOSES,
                Clock.systemUTC(),
                List.of(),
                List.of());
    }

    public SimulatorOptions withHost(String newHost) {
        return new SimulatorOptions(newHost, port, seed, recordLimit, limits, denial, clock, apps, users);
    }

    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(host, newPort, seed, recordLimit, limits, denial, clock, apps, users);
    }

    public SimulatorOptions withSeed(String newSeed) {
        return new SimulatorOptions(host, port, newSeed, recordLimit, limits, denial, clock, apps, users);
    }

    /** How many requests are remembered; 0 counts them only. */
    public SimulatorOptions withRecordLimit(int newRecordLimit) {
        return new SimulatorOptions(host, port, seed, newRecordLimit, limits, denial, clock, apps, users);
    }

    public SimulatorOptions withLimits(Limits newLimits) {
        return new SimulatorOptions(host, port, seed, recordLimit, newLimits, denial, clock, apps, users);
    }

    /** What the 拒绝 button of an authorize page does. */
    public SimulatorOptions withDenial(Denial newDenial) {
        return new SimulatorOptions(host, port, seed, recordLimit, limits, newDenial, clock, apps, users);
    }

    public SimulatorOptions withClock(Clock newClock) {
        return new SimulatorOptions(host, port, seed, recordLimit, limits, denial, newClock, apps, users);
    }

    public SimulatorOptions withApps(List<App> newApps) {
        return new SimulatorOptions(host, port, seed, recordLimit, limits, denial, clock, newApps, users);
    }

    /** The first one holds the phone unless somebody else is chosen. */
    public SimulatorOptions withUsers(List<User> newUsers) {
        return new SimulatorOptions(host, port, seed, recordLimit, limits, denial, clock, apps, newUsers);
    }

    /** Who and what a seed names, instead of nobody. */
    public SimulatorOptions with(Seed people) {
        return withApps(people.apps()).withUsers(people.users());
    }
}
