package io.uniongate.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.pubsub.PgChannel;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what other nodes tell through Postgres (LISTEN/NOTIFY) on one connection of its own. */
public final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final long FIRST_RETRY_MILLIS = 50;
    private static final long LONGEST_RETRY_MILLIS = 2000;
    private static final long HEARTBEAT_MILLIS = 3000;

    private final Vertx vertx;
    private final PgSubscriber subscriber;
    private final long heartbeat;

    private Notifications(Vertx vertx, DatabaseSettings settings) {
        this.vertx = vertx;
        this.subscriber = PgSubscriber.subscriber(vertx, settings.postgres().connectOptions())
                .reconnectPolicy(Notifications::delayMillis);
        this.heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> checkConnection());
    }

    /** Fails when Postgres cannot be reached now; once connected it reconnects by itself. */
    public static Future<Notifications> connect(Vertx vertx, DatabaseSettings settings) {
        Notifications notifications = new Notifications(vertx, settings);
        return notifications.subscriber.connect().map(notifications);
    }

    /**
     * Calls {@code payload} for each notification, and {@code missed} each time the connection was lost and is back:
     * what was told meanwhile is lost, so whoever follows a table reads it again.
     */
    public Future<Void> listen(String channel, Consumer<String> payload, Runnable missed) {
        AtomicBoolean before = new AtomicBoolean();
        PgChannel source = subscriber.channel(channel);
        return Future.future(listening -> source.subscribeHandler(ready -> {
                    if (before.getAndSet(true)) {
                        LOG.info("listening on {} again", channel);
                        missed.run();
                    }
                    listening.tryComplete();
                })
                .handler(payload::accept));
    }

    public Future<Void> close() {
        vertx.cancelTimer(heartbeat);
        return subscriber.close();
    }

    /** A listener that hears nothing looks like one whose peer is gone; only asking tells them apart. */
    private void checkConnection() {
        @Nullable PgConnection connection = subscriber.actualConnection();
        if (connection != null) {
            connection
                    .query("SELECT 1")
                    .execute()
                    .timeout(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS)
                    .onFailure(failure -> giveUp(connection, failure));
        }
    }

    private static void giveUp(PgConnection connection, Throwable failure) {
        LOG.warn("the connection that listens for notifications is dead: {}", failure.toString());
        connection.close().onFailure(closing -> LOG.debug("closing it failed", closing));
    }

    private static long delayMillis(int attempt) {
        return Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(attempt, 10));
    }
}
