package io.uniongate.auth;

import io.uniongate.db.BulkJobQueries;
import io.uniongate.db.BulkJobQueries.Job;
import io.uniongate.db.BulkJobQueries.Progress;
import io.uniongate.db.Database;
import io.uniongate.db.StorageFailure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.function.Function;

/**
 * Work on very many people, a portion in each transaction together with how far it has come: a process that is killed
 * goes on where it stood, and nothing is done or counted twice. A rehearsal rolls each portion back.
 */
final class BulkJob {
    /** Logins go on meanwhile, and a portion that meets one of them in the same moment is tried again. */
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final Job job;
    private final Mode mode;
    private final Clock clock;
    private Progress progress;

    /** Whether what is done stays done. */
    enum Mode {
        FOR_REAL,
        REHEARSAL
    }

    private BulkJob(Database database, Job job, Mode mode, Clock clock, Progress progress) {
        this.database = database;
        this.job = job;
        this.mode = mode;
        this.clock = clock;
        this.progress = progress;
    }

    /** Where the job was left; a rehearsal always begins at the beginning. */
    static Future<BulkJob> resume(Database database, Job job, Mode mode, Clock clock) {
        Future<Progress> progress = mode == Mode.REHEARSAL
                ? Future.succeededFuture(Progress.none())
                : database.statement(client -> BulkJobQueries.begin(client, job, clock.instant()));
        return progress.map(stands -> new BulkJob(database, job, mode, clock, stands));
    }

    Future<Void> restart() {
        return mode == Mode.REHEARSAL
                ? Future.succeededFuture()
                : database.statement(client -> BulkJobQueries.restart(client, job, clock.instant()))
                        .onSuccess(anew -> progress = anew)
                        .mapEmpty();
    }

    JsonObject position() {
        return progress.position();
    }

    Tally tally() {
        return Tally.from(progress.counts());
    }

    boolean isFinished() {
        return progress.finished();
    }

    /** Does a portion and moves on to the position behind it. */
    Future<Void> step(JsonObject next, Function<SqlConnection, Future<Tally>> portion) {
        return move(next, false, portion);
    }

    Future<Void> finish() {
        return move(progress.position(), true, tx -> Future.succeededFuture(Tally.NONE));
    }

    private Future<Void> move(JsonObject next, boolean last, Function<SqlConnection, Future<Tally>> portion) {
        Function<SqlConnection, Future<Progress>> work = tx -> portion.apply(tx)
                .map(tally -> new Progress(next, tally().plus(tally).json(), last))
                .compose(to -> mode == Mode.REHEARSAL
                        ? Future.failedFuture(new Rehearsed(to))
                        : advance(tx, to).map(to));
        return attempt(work, ATTEMPTS).onSuccess(to -> progress = to).mapEmpty();
    }

    private Future<Progress> attempt(Function<SqlConnection, Future<Progress>> work, int attempts) {
        return database.transaction(work).recover(cause -> {
            if (cause instanceof Rehearsed rehearsed) {
                return Future.succeededFuture(rehearsed.to);
            }
            boolean again = attempts > 1 && StorageFailure.of(cause) instanceof StorageFailure.Retryable;
            return again ? attempt(work, attempts - 1) : Future.failedFuture(cause);
        });
    }

    private Future<Void> advance(SqlConnection tx, Progress to) {
        return BulkJobQueries.advance(tx, job, progress, to, clock.instant()).map(moved -> {
            if (!moved) {
                throw new BulkException("another process is working on the same; wait for it, then run this again");
            }
            return null;
        });
    }

    /** Rolls a rehearsed portion back. */
    private static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Progress to;

        private Rehearsed(Progress to) {
            super("rehearsed", null, false, false);
            this.to = to;
        }
    }
}
