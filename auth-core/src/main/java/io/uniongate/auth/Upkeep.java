package io.uniongate.auth;

import io.uniongate.contract.SessionId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.scan.ScanConfirmed;
import io.uniongate.contract.session.SessionEnded;
import io.uniongate.db.Database;
import io.uniongate.db.EventQueries;
import io.uniongate.db.HousekeepingQueries;
import io.uniongate.db.KeyQueries;
import io.uniongate.db.Notifications;
import io.uniongate.db.ScanQueries;
import io.uniongate.db.SessionQueries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on beside the requests: following other nodes, reading keys again, removing what ran out. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration KEYS_EVERY = Duration.ofSeconds(30);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(15);
    private static final Duration CLEAN_EVERY = Duration.ofMinutes(10);

    /** Long enough to tell a reused code from an unknown one. */
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);

    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final Notifications notifications;
    private final KeyRing keys;
    private final Clock clock;

    Upkeep(Vertx vertx, Bus bus, Database database, Notifications notifications, KeyRing keys, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.database = database;
        this.notifications = notifications;
        this.keys = keys;
        this.clock = clock;
    }

    /** Loads the keys and starts the rest; partitions first, or the first key's event would keep out this month's. */
    Future<Void> begin() {
        vertx.setPeriodic(KEYS_EVERY.toMillis(), timer -> keys.refreshLater());
        vertx.setPeriodic(0, CLEAN_EVERY.toMillis(), timer -> cleanLater());
        return ensurePartitions()
                .compose(made -> keys.refresh())
                .compose(loaded -> notifications.listen(
                        KeyQueries.CHANGED_CHANNEL, kid -> keys.refreshLater(), keys::refreshLater))
                .compose(listening -> notifications.listen(SessionQueries.ENDED_CHANNEL, this::sessionEnded, () -> {}))
                .compose(listening -> notifications.listen(
                        ScanQueries.CONFIRMED_CHANNEL, key -> bus.tell(new ScanConfirmed(key)), () -> {}));
    }

    /** Takes up what any node left undone, now and from time to time. */
    void sweep(PushInbox pushes) {
        vertx.setPeriodic(0, SWEEP_EVERY.toMillis(), timer -> pushes.sweepLater());
    }

    private void sessionEnded(String id) {
        bus.tell(new SessionEnded(new SessionId(UUID.fromString(id))));
    }

    private void cleanLater() {
        ensurePartitions()
                .compose(made -> removeExpired())
                .onFailure(cause -> LOG.warn("Expired rows could not be removed: {}", cause.getMessage()));
    }

    private Future<Void> ensurePartitions() {
        return database.statement(client -> EventQueries.ensurePartitions(client, clock.instant()));
    }

    private Future<Void> removeExpired() {
        Instant before = clock.instant().minus(KEPT_AFTER_EXPIRY);
        return database.statement(client -> HousekeepingQueries.removeExpired(client, before))
                .compose(more -> more ? removeExpired() : Future.succeededFuture());
    }
}
