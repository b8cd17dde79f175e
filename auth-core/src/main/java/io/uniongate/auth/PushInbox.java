package io.uniongate.auth;

import io.uniongate.contract.push.Push;
import io.uniongate.db.Database;
import io.uniongate.db.PushQueries;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes WeChat's events over, each once: stored first, then answered, then carried out behind the answer, by whichever
 * node is alive.
 */
final class PushInbox {
    private static final Logger LOG = LoggerFactory.getLogger(PushInbox.class);

    /** Far longer than WeChat delivers an event again, and than anybody can replay one. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Database database;
    private final PushEffects effects;
    private final Followers followers;
    private final Clock clock;

    PushInbox(Database database, PushEffects effects, Followers followers, Clock clock) {
        this.database = database;
        this.effects = effects;
        this.followers = followers;
        this.clock = clock;
    }

    /** Succeeds when the event is stored. */
    Future<Void> accept(Push.Accept ask) {
        Buffer keyHash = SecretHash.of(ask.key());
        return database.statement(client -> PushQueries.accept(client, keyHash, ask.event()))
                .onSuccess(isNew -> carryOutLater(isNew ? List.of(keyHash) : List.of()))
                .mapEmpty();
    }

    /** Takes up what was left undone, after a crash or a failure. */
    void sweepLater() {
        database.statement(PushQueries::claim)
                .onSuccess(this::carryOutLater)
                .onFailure(cause -> LOG.warn("Undone events could not be taken up: {}", cause.getMessage()));
    }

    private void carryOutLater(List<Buffer> keyHashes) {
        Future<Void> done = Future.succeededFuture();
        for (Buffer keyHash : keyHashes) {
            done = done.compose(before -> carryOut(keyHash));
        }
        done.onSuccess(all -> sweepOn(keyHashes.size()));
    }

    /** There may be more, where as many as one sweep takes were left. */
    private void sweepOn(int taken) {
        if (taken == PushQueries.PORTION) {
            sweepLater();
        }
    }

    /** What fails is tried again when its lease has run out. */
    private Future<Void> carryOut(Buffer keyHash) {
        return database.transaction(tx -> carryOut(tx, keyHash))
                .onFailure(cause -> LOG.warn("An event of WeChat's is not carried out yet", cause))
                .otherwise(Optional.empty())
                .onSuccess(done -> done.ifPresent(this::afterwards))
                .mapEmpty();
    }

    private Future<Optional<Push.Event>> carryOut(SqlConnection tx, Buffer keyHash) {
        return PushQueries.take(tx, keyHash)
                .compose(event -> event.map(undone -> effects.apply(tx, undone)
                                .compose(applied -> PushQueries.finish(
                                        tx, keyHash, clock.instant().plus(REMEMBERED)))
                                .map(event))
                        .orElseGet(() -> Future.succeededFuture(event)));
    }

    /** What needs WeChat's answer is not part of the effect: without it the person's next login does the same. */
    private void afterwards(Push.Event event) {
        if (event instanceof Push.Subscribed subscribed) {
            followers
                    .unify(subscribed.app(), subscribed.openId())
                    .onFailure(cause -> LOG.warn("A new follower could not be unified: {}", cause.getMessage()));
        }
    }
}
