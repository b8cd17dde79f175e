package io.uniongate.app.doctor;

import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.CommitQueries;
import io.uniongate.db.CommitQueries.Safety;
import io.uniongate.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Looks whether Postgres keeps what it confirmed, and how long it makes each login wait for that. */
final class CommitChecks {
    static final Text SUBJECT = Text.of("subject.commits");
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
        if (!safety.flushed()) {
            return Future.succeededFuture(Checked.notice(SUBJECT, "commits.unsafe"));
        }
        return safety.unawaited() ? Future.succeededFuture(Checked.notice(SUBJECT, "commits.unawaited")) : measured();
    }

    /** In transactions, because a commit that hangs holds up whatever else goes over its connection. */
    private Future<Checked> measured() {
        return timed(CommitQueries::nothing)
                .compose(trips -> timed(CommitQueries::write)
                        .map(commits -> of(trips, commits))
                        .otherwise(CommitChecks::uncommitted));
    }

    /** Transactions that write nothing end, so Postgres is there. */
    private static Checked uncommitted(Throwable cause) {
        return cause instanceof ProblemException
                ? Checked.broken(SUBJECT, "commits.hang")
                : Checked.notice(SUBJECT, "commits.unmeasured", String.valueOf(cause.getMessage()));
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

    private Future<List<Duration>> timed(Function<SqlClient, Future<Void>> work) {
        Future<List<Duration>> all = Future.succeededFuture(List.of());
        for (int time = 0; time < TIMES; time++) {
            all = all.compose(before -> once(work)
                    .map(taken ->
                            Stream.concat(before.stream(), Stream.of(taken)).toList()));
        }
        return all;
    }

    private Future<Duration> once(Function<SqlClient, Future<Void>> work) {
        long begun = nanoTime.getAsLong();
        return database.transaction(work::apply).map(done -> Duration.ofNanos(nanoTime.getAsLong() - begun));
    }
}
