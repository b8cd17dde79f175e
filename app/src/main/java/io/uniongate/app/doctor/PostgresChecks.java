package io.uniongate.app.doctor;

import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.InspectionQueries;
import io.uniongate.db.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Looks at Postgres itself: whether it answers, is one that can serve us, and has the right time. */
final class PostgresChecks {
    static final Text SUBJECT = Text.of("subject.database");
    private static final Duration LONGEST_SKEW = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Database database;
    private final DatabaseSettings settings;
    private final Clock clock;

    PostgresChecks(Vertx vertx, Database database, DatabaseSettings settings, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Fails if Postgres is away or could not serve us. */
    Future<Void> require() {
        return vertx.executeBlocking(
                        () -> {
                            new Migrations(settings.postgres()).requireServer();
                            return null;
                        },
                        false)
                .mapEmpty();
    }

    Future<List<Checked>> all() {
        return database.statement(InspectionQueries::server).map(server -> List.of(told(server)));
    }

    static Checked unusable(String reason) {
        return Checked.broken(SUBJECT, "database.unusable", reason);
    }

    private Checked told(InspectionQueries.Server server) {
        Duration skew = Duration.between(server.now(), clock.instant()).abs();
        return skew.compareTo(LONGEST_SKEW) <= 0
                ? Checked.fine(SUBJECT, "database.answers", server.version())
                : Checked.notice(SUBJECT, "database.skew", skew.toSeconds());
    }
}
