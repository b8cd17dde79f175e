package io.uniongate.app.operations;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether requests should be sent here. WeChat is no part of it: without it everybody who is signed in goes on. */
public final class Readiness {
    private static final long DEADLINE_SECONDS = 2;

    private final Map<String, Supplier<Future<Boolean>>> checks;
    private volatile Phase phase = Phase.STARTING;

    public Readiness(Map<String, Supplier<Future<Boolean>>> checks) {
        this.checks = new TreeMap<>(checks);
    }

    /** Ready from now on, as far as the checks agree: the public port is open. */
    public void serve() {
        phase = Phase.SERVING;
    }

    /** Not ready from now on, so that load balancers look elsewhere. */
    public void drain() {
        phase = Phase.DRAINING;
    }

    /** While it starts, those that would be asked are not there yet. */
    Future<Report> report() {
        if (phase == Phase.STARTING) {
            return Future.succeededFuture(new Report(List.of(), phase));
        }
        List<Future<Check>> running = checks.entrySet().stream()
                .map(check -> run(check.getKey(), check.getValue()))
                .toList();
        return Future.all(running)
                .map(all -> new Report(running.stream().map(Future::result).toList(), phase));
    }

    private static Future<Check> run(String name, Supplier<Future<Boolean>> check) {
        return Future.succeededFuture()
                .compose(start -> check.get())
                .timeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .map(up -> new Check(name, up))
                .otherwise(down -> new Check(name, false));
    }

    /** The life of a process; only in its middle requests are welcome. */
    enum Phase {
        STARTING,
        SERVING,
        DRAINING
    }

    private record Check(String name, boolean up) {}

    /** What every check found. */
    record Report(List<Check> checks, Phase phase) {
        boolean ready() {
            return phase == Phase.SERVING && checks.stream().allMatch(Check::up);
        }

        JsonObject toJson() {
            JsonArray found = new JsonArray();
            checks.forEach(check ->
                    found.add(new JsonObject().put("name", check.name()).put("status", status(check.up()))));
            return new JsonObject()
                    .put("status", phase == Phase.SERVING ? status(ready()) : phase.name())
                    .put("checks", found);
        }

        private static String status(boolean up) {
            return up ? "UP" : "DOWN";
        }
    }
}
