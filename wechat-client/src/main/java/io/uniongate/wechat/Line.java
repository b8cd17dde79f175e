package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** What keeps one app's calls from harming another's: its lane, and for each API a circuit and a log of failures. */
record Line(Lane lane, Map<Api, Circuit> circuits, Map<Api, FailureLog> failures) {
    Line {
        circuits = Map.copyOf(circuits);
        failures = Map.copyOf(failures);
    }

    static Line of(Vertx vertx, AppId app, WeChatSettings settings, Clock clock) {
        Map<Api, Circuit> circuits = new EnumMap<>(Api.class);
        Map<Api, FailureLog> failures = new EnumMap<>(Api.class);
        for (Api api : Api.values()) {
            circuits.put(api, new Circuit(settings, clock));
            failures.put(api, new FailureLog(api.path() + " of " + app, clock));
        }
        return new Line(new Lane(vertx, settings), circuits, failures);
    }
}
