package io.uniongate.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The third-party platforms, each made when it is first named. */
final class Components {
    private final Identifiers identifiers;
    private final Map<String, Component> known = new HashMap<>();

    Components(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /** With a token that still works. */
    Component current(String appId, Instant now) {
        Component component = named(appId);
        if (component.isExpired(now)) {
            component = renewed(component, now);
            put(component);
        }
        return component;
    }

    Component named(String appId) {
        return known.computeIfAbsent(appId, Component::named);
    }

    /** With a new token in the place of the one before. */
    Component renewed(Component component, Instant now) {
        return component.withToken(identifiers.token(), now.plus(Component.LIFETIME));
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
