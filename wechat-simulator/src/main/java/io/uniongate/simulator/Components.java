package io.uniongate.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The third-party platforms, each made when it is first named. */
final class Components {
    private final Identifiers identifiers;
    private final Map<String, Component> known = new HashMap<>();

    Components(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /** With a token that still works. */
    Component current(String appId, Instant now) {
        Component component = known.getOrDefault(appId, new Component(appId, "", Instant.MIN, Set.of()));
        if (component.isExpired(now)) {
            component = component.withToken(identifiers.token(), now.plus(Component.LIFETIME));
            known.put(appId, component);
        }
        return component;
    }

    Optional<Component> find(String appId) {
        return Optional.ofNullable(known.get(appId));
    }

    void put(Component component) {
        known.put(component.appId(), component);
    }

    void clear() {
        known.clear();
    }
}
