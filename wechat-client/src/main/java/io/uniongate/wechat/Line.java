package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.Map;

/** What keeps one app's calls from harming another's: its lane, and a circuit for each API. */
record Line(Lane lane, Map<Api, Circuit> circuits) {
    static Line of(Vertx vertx, AppId app, WeChatSettings settings) {
        Map<Api, Circuit> circuits = new EnumMap<>(Api.class);
        for (Api api : Api.values()) {
            circuits.put(api, new Circuit(vertx, api.path() + " of " + app, settings));
        }
        return new Line(new Lane(vertx, settings), Map.copyOf(circuits));
    }
}
