package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.UserId;
import io.uniongate.contract.bus.Request;
import io.uniongate.db.MergeQueries;
import io.uniongate.db.UnificationQueries;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A merge at one node that another node's request runs into. */
record SlowMerge(AuthCore core, AuthCore second, UserId winner, UserId loser) {
    /** Asks when the merge has written everything, and lets it commit when the request waits for it. */
    @CanIgnoreReturnValue
    <R> R meanwhile(Request<R> request) {
        Promise<Void> written = Promise.promise();
        Promise<Void> commit = Promise.promise();
        Instant now = core.clock.instant();
        Future<Void> merge = second.database.transaction(tx -> UnificationQueries.lockUsers(tx, List.of(winner, loser))
                .compose(locked -> MergeQueries.merge(tx, UUID.randomUUID(), winner, loser, MINI, now, now))
                .onComplete(written)
                .compose(done -> commit.future()));
        written.future().await();
        Future<R> asked = core.bus.ask(request);
        while (!asked.isComplete() && waiting() == 0) {
            Thread.onSpinWait();
        }
        commit.complete();
        merge.await();
        return asked.await();
    }

    private long waiting() {
        return Long.parseLong(
                String.valueOf(second.rows("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock'")
                        .get(0)));
    }
}
