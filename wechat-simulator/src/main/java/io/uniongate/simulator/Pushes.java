package io.uniongate.simulator;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pushes that were sent, and how they were answered; each is tried three times (protocol.md §1.11). */
public final class Pushes {
    static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LIMIT = 10_000;

    private record Order(Push push, Addressee addressee, PushSettings settings) {}

    private final Object lock = new Object();
    private final PushCourier courier;
    private final Map<Long, Push> sent = new Bounded<>(LIMIT);
    private Duration patience = PATIENCE;
    private long next;

    Pushes(PushCourier courier) {
        this.courier = courier;
    }

    /** Eldest first. */
    public List<Push> all() {
        synchronized (lock) {
            return List.copyOf(sent.values());
        }
    }

    public List<Push> ofApp(String appId) {
        return all().stream().filter(push -> push.appId().equals(appId)).toList();
    }

    /** How long each try waits for an answer, in real time: 5 s unless a test has no time for that. */
    public void waitFor(Duration newPatience) {
        synchronized (lock) {
            patience = newPatience;
        }
    }

    Push find(long id) {
        return all().stream()
                .filter(push -> push.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no push has the id " + id));
    }

    /** Completes when the server took it over or the last try failed; at once for one without a push URL. */
    Future<Push> send(Addressee addressee, PushMessage message, Instant at) {
        PushSettings settings = addressee.push();
        PushSettings.Format format = settings == null ? PushSettings.Format.XML : settings.format();
        return sendAgain(addressee, remember(addressee, message, at, message.written(format)));
    }

    /** The same push once more, as it is now set up. */
    Future<Push> sendAgain(Addressee addressee, Push push) {
        PushSettings settings = addressee.push();
        return settings == null ? Future.succeededFuture(push) : tries(new Order(push, addressee, settings), TRIES);
    }

    Future<Boolean> verify(App app) {
        PushSettings settings = app.push();
        return settings == null ? Future.succeededFuture(false) : courier.verify(settings, patience());
    }

    void reset() {
        synchronized (lock) {
            sent.clear();
            patience = PATIENCE;
        }
    }

    Future<Void> close() {
        return courier.close();
    }

    private Push remember(Addressee addressee, PushMessage message, Instant at, String text) {
        synchronized (lock) {
            Push push = new Push(next++, addressee.appId(), message.event(), message.openId(), at, text, List.of());
            sent.put(push.id(), push);
            return push;
        }
    }

    private Future<Push> tries(Order order, int left) {
        return courier.carry(order.addressee(), order.settings(), order.push(), patience())
                .compose(delivery -> settle(order, delivery, left - 1));
    }

    private Future<Push> settle(Order order, Delivery delivery, int left) {
        Push tried = noted(order.push(), delivery);
        boolean done = delivery.outcome() == Delivery.Outcome.ANSWERED || left == 0;
        return done ? Future.succeededFuture(tried) : tries(order, left);
    }

    private Push noted(Push push, Delivery delivery) {
        synchronized (lock) {
            Push tried = sent.getOrDefault(push.id(), push).with(delivery);
            sent.replace(push.id(), tried);
            return tried;
        }
    }

    private Duration patience() {
        synchronized (lock) {
            return patience;
        }
    }
}
