package io.uniongate.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One event that WeChat had to tell an app's server: the message as it was before encryption, and each try. */
public record Push(
        long id, String appId, String event, String openId, Instant at, String message, List<Delivery> deliveries) {
    public Push {
        deliveries = List.copyOf(deliveries);
    }

    /** Whether the server took it over. */
    public boolean arrived() {
        return deliveries.stream().anyMatch(delivery -> delivery.outcome() == Delivery.Outcome.ANSWERED);
    }

    Push with(Delivery delivery) {
        List<Delivery> more = new ArrayList<>(deliveries);
        more.add(delivery);
        return new Push(id, appId, event, openId, at, message, more);
    }

    @Override
    public String toString() {
        return "Push[" + id + ", " + appId + ", " + event + ", " + deliveries.size() + " tries]";
    }
}
