package io.uniongate.app.doctor;

import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Privileges;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

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
                .compose(there -> Look.inTurn(List.of(
                        new Look(PostgresChecks.SUBJECT, postgres::all),
                        new Look(CommitChecks.SUBJECT, commits::all),
                        new Look(ConnectionChecks.SUBJECT, connections::all),
                        new Look(PrivilegeChecks.SUBJECT, this::behindPrivileges))))
                .otherwise(away -> List.of(PostgresChecks.unusable(String.valueOf(away.getMessage()))));
    }

    private Future<List<Checked>> behindPrivileges() {
        return privileges.held().compose(held -> behind(PrivilegeChecks.of(held), readable(held)));
    }

    /** What may not be read has been told, and there is no more to see. */
    private List<Look> readable(Privileges held) {
        return held.readable() ? List.of(new Look(SchemaChecks.SUBJECT, this::behindSchema)) : List.of();
    }

    private Future<List<Checked>> behindSchema() {
        return schema.pending().compose(pending -> behind(SchemaChecks.of(pending), held(pending)));
    }

    private List<Look> held(List<String> pending) {
        return pending.isEmpty()
                ? List.of(
                        new Look(Text.of("subject.stored-keys"), keys::all),
                        new Look(Text.of("subject.people"), unionIds::all),
                        new Look(Text.of("subject.tickets"), tickets::all))
                : List.of();
    }

    private static Future<List<Checked>> behind(Checked first, List<Look> looks) {
        return Look.inTurn(looks).map(more -> Checked.joined(List.of(first), more));
    }
}
