package io.uniongate.app.doctor;

import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Looks whether the tables are those of this release. */
final class SchemaChecks {
    static final Text SUBJECT = Text.of("subject.schema");

    private final Vertx vertx;
    private final DatabaseSettings settings;

    SchemaChecks(Vertx vertx, DatabaseSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    Future<List<String>> pending() {
        return vertx.executeBlocking(() -> new Migrations(settings.postgres()).pending(), false)
                .map(List::copyOf);
    }

    static Checked of(List<String> pending) {
        return pending.isEmpty()
                ? Checked.fine(SUBJECT, "schema.current")
                : Checked.notice(SUBJECT, "schema.outdated", pending.size(), pending.get(0));
    }
}
