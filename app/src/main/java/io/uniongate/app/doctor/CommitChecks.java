package io.uniongate.app.doctor;

import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.CommitQueries;
import io.uniongate.db.CommitQueries.Safety;
import io.uniongate.db.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks whether Postgres keeps what it confirmed, and how long it makes each login wait for that. */
final class CommitChecks {
    private static final Text SUBJECT = Text.of("subject.commits");
    private static final Duration SLOW = Duration.ofMillis(20);
    private static final int TIMES = 9;

    private final Database database;
    private final LongSupplier nanoTime;

    CommitChecks(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    Future<List<Checked>> all() {
        return database.statement(CommitQueries::safety).compose(this::of).map(List::of);
    }

    private Future<Checked> of(Safety safety) {
        if (safety.readOnly()) {
            return Future.succeededFuture(Checked.broken(SUBJECT, "commits.refused"));
        }
        if (!safety.off().isEmpty()) {
            return Future.succeededFuture(Checked.notice(SUBJECT, "commits.unsafe", String.join(", ", safety.off())));
        }
        return safety.unawaited()
                ? Future.succeededFuture(Checked.notice(SUBJECT, "commits.unawaited"))
                : measured().recover(CommitChecks::unmeasured);
    }

    private Future<Checked> measured() {
        return timed(database::ping)
                .compose(trips ->
                        timed(() -> database.statement(CommitQueries::commit)).map(commits -> of(trips, commits)));
    }

    private static Future<Checked> unmeasured(Throwable cause) {
        return cause instanceof ProblemException
                ? Future.failedFuture(cause)
                : Future.succeededFuture(
                        Checked.notice(SUBJECT, "commits.unmeasured", String.valueOf(cause.getMessage())));
    }

    /** What a commit takes beyond the way to Postgres and back; the middle ones, because any may be held up by chance. */
    static Checked of(List<Duration> trips, List<Duration> commits) {
        Duration cost = middle(commits).minus(middle(trips));
        long millis = Math.max(0, cost.toMillis());
        return cost.compareTo(SLOW) <= 0
                ? Checked.fine(SUBJECT, "commits.fast", millis)
                : Checked.notice(SUBJECT, "commits.slow", millis);
    }

    private static Duration middle(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private Future<List<Duration>> timed(Supplier<Future<Void>> work) {
        Future<List<Duration>> all = Future.succeededFuture(List.of());
        for (int time = 0; time < TIMES; time++) {
            all = all.compose(before -> once(work)
                    .map(taken ->
                            Stream.concat(before.stream(), Stream.of(taken)).toList()));
        }
        return all;
    }

    private Future<Duration> once(Supplier<Future<Void>> work) {
        long begun = nanoTime.getAsLong();
        return work.get().map(done -> Duration.ofNanos(nanoTime.getAsLong() - begun));
    }
}
