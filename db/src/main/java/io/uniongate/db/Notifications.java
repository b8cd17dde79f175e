package io.uniongate.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes tell through Postgres (LISTEN/NOTIFY) on one connection of its own. Not the client's
 * PgSubscriber, which holds on to a connection whose peer has fallen silent for as long as TCP lets it.
 */
public final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final Pattern CHANNEL = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final long FIRST_RETRY_MILLIS = 50;
    private static final long LONGEST_RETRY_MILLIS = 2000;
    private static final long PATIENCE_MILLIS = 3000;

    /** A process that starts on a busy machine is slow itself, and has nothing yet that it could fall back on. */
    private static final long FIRST_PATIENCE_MILLIS = 15_000;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private @Nullable PgConnection current;
    private long heartbeat;
    private boolean closed;

    private record Subscription(String channel, Consumer<String> payload, Runnable missed) {}

    private Notifications(Vertx vertx, DatabaseSettings settings) {
        this.vertx = vertx;
        this.options = settings.postgres().connectOptions();
    }

    /** Fails when Postgres cannot be reached now; once connected it reconnects by itself. */
    public static Future<Notifications> connect(Vertx vertx, DatabaseSettings settings) {
        Notifications notifications = new Notifications(vertx, settings);
        return notifications
                .open(FIRST_PATIENCE_MILLIS)
                .onSuccess(ready -> notifications.startHeartbeat())
                .map(notifications);
    }

    /**
     * Calls {@code payload} for each notification, and {@code missed} each time the connection was lost and is back:
     * what was told meanwhile is lost, so whoever follows a table reads it again. Both are called on event loops.
     */
    public Future<Void> listen(String channel, Consumer<String> payload, Runnable missed) {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("'" + channel + "' is not a channel name of lower-case letters");
        }
        subscriptions.add(new Subscription(channel, payload, missed));
        @Nullable PgConnection connection = connection();
        return connection == null ? Future.succeededFuture() : subscribe(connection, channel);
    }

    public synchronized Future<Void> close() {
        closed = true;
        vertx.cancelTimer(heartbeat);
        return current == null ? Future.succeededFuture() : current.close();
    }

    private Future<Void> open(long patienceMillis) {
        Future<PgConnection> connecting = PgConnection.connect(vertx, options);
        return connecting
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .onFailure(failure -> connecting.onSuccess(Notifications::discard))
                .compose(this::adopt);
    }

    private Future<Void> adopt(PgConnection connection) {
        connection.exceptionHandler(failure -> LOG.debug("while listening for notifications", failure));
        List<Future<Void>> listening = subscriptions.stream()
                .map(subscription -> subscribe(connection, subscription.channel()))
                .toList();
        return Future.all(listening)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> discard(connection))
                .onSuccess(ready -> use(connection))
                .mapEmpty();
    }

    private synchronized void use(PgConnection connection) {
        connection.notificationHandler(this::deliver);
        connection.closeHandler(gone -> lost(connection, "closed"));
        current = connection;
        if (closed) {
            discard(connection);
        }
    }

    private void deliver(PgNotification notification) {
        subscriptions.stream()
                .filter(subscription -> subscription.channel().equals(notification.getChannel()))
                .forEach(subscription -> subscription.payload().accept(notification.getPayload()));
    }

    private synchronized void lost(PgConnection connection, String reason) {
        if (closed || current != connection) {
            return;
        }
        LOG.warn("not listening for notifications, the connection is lost: {}", reason);
        current = null;
        reopen(0);
    }

    private void reopen(int attempt) {
        long delay = Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(attempt, 10));
        vertx.setTimer(
                delay,
                timer -> open(PATIENCE_MILLIS)
                        .onSuccess(ready -> tellMissed())
                        .onFailure(failure -> reopenUnlessClosed(attempt)));
    }

    private synchronized void reopenUnlessClosed(int attempt) {
        if (!closed) {
            reopen(attempt + 1);
        }
    }

    private void tellMissed() {
        LOG.info("listening for notifications again");
        subscriptions.forEach(subscription -> subscription.missed().run());
    }

    private synchronized void startHeartbeat() {
        heartbeat = vertx.setPeriodic(PATIENCE_MILLIS, timer -> checkConnection());
    }

    /** A peer that has nothing to say looks like one that is gone; only asking tells them apart. */
    private void checkConnection() {
        @Nullable PgConnection connection = connection();
        if (connection != null) {
            connection
                    .query("SELECT 1")
                    .execute()
                    .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .onFailure(failure -> giveUp(connection, failure));
        }
    }

    private void giveUp(PgConnection connection, Throwable failure) {
        lost(connection, failure.toString());
        discard(connection);
    }

    private synchronized @Nullable PgConnection connection() {
        return current;
    }

    private static Future<Void> subscribe(PgConnection connection, String channel) {
        return connection.query("LISTEN " + channel).execute().mapEmpty();
    }

    private static void discard(PgConnection connection) {
        connection.close().onFailure(failure -> LOG.debug("a lost connection did not close", failure));
    }
}
