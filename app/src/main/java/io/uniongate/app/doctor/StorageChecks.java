package io.uniongate.app.doctor;

import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseException;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Privileges;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at the database and what it holds, each thing after those that it stands on. */
final class StorageChecks {
    private final PostgresChecks postgres;
    private final ConnectionChecks connections;
    private final CommitChecks commits;
    private final PrivilegeChecks privileges;
    private final SchemaChecks schema;
    private final KeyChecks keys;
    private final UnionIdChecks unionIds;
    private final TicketChecks tickets;

    StorageChecks(
            Vertx vertx, Database database, DatabaseSettings settings, Sealer sealer, WeChatApps apps, Clock clock) {
        this.postgres = new PostgresChecks(vertx, database, settings, clock);
        this.connections = new ConnectionChecks(database, settings);
        this.commits = new CommitChecks(database, System::nanoTime);
        this.privileges = new PrivilegeChecks(database);
        this.schema = new SchemaChecks(vertx, settings);
        this.keys = new KeyChecks(database, sealer, clock);
        this.unionIds = new UnionIdChecks(database, apps);
        this.tickets = new TicketChecks(database, apps);
    }

    Future<List<Checked>> all() {
        return postgres.require()
                .compose(
                        there -> inTurn(List.of(postgres::all, commits::all, connections::all, this::behindPrivileges)))
                .recover(StorageChecks::failed);
    }

    private Future<List<Checked>> behindPrivileges() {
        return privileges
                .held()
                .compose(held -> inTurn(List.of(
                        () -> Future.succeededFuture(List.of(PrivilegeChecks.of(held))), () -> readable(held))));
    }

    /** What may not be read has been told, and there is no more to see. */
    private Future<List<Checked>> readable(Privileges held) {
        return held.readable() ? schema.pending().compose(this::behindSchema) : Future.succeededFuture(List.of());
    }

    private Future<List<Checked>> behindSchema(List<String> pending) {
        Future<List<Checked>> told = Future.succeededFuture(List.of(SchemaChecks.of(pending)));
        return pending.isEmpty() ? inTurn(List.of(() -> told, keys::all, unionIds::all, tickets::all)) : told;
    }

    private static Future<List<Checked>> inTurn(List<Supplier<Future<List<Checked>>>> looks) {
        Future<List<Checked>> all = Future.succeededFuture(List.of());
        for (Supplier<Future<List<Checked>>> look : looks) {
            all = all.compose(told -> look.get().map(more -> joined(told, more)));
        }
        return all;
    }

    private static List<Checked> joined(List<Checked> some, List<Checked> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Future<List<Checked>> failed(Throwable cause) {
        return cause instanceof DatabaseException || cause instanceof ProblemException
                ? Future.succeededFuture(List.of(PostgresChecks.unusable(String.valueOf(cause.getMessage()))))
                : Future.failedFuture(cause);
    }
}
