package io.uniongate.app.doctor;

import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseException;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.InspectionQueries;
import io.uniongate.db.InspectionQueries.Binding;
import io.uniongate.db.KeyQueries;
import io.uniongate.db.KeyQueries.StoredKey;
import io.uniongate.db.Migrations;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the database and what it holds; at its schema first, because the rest stands on that. */
final class StorageChecks {
    private static final Text DATABASE = Text.of("subject.database");
    private static final Text SCHEMA = Text.of("subject.schema");
    private static final Duration LONGEST_SKEW = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Database database;
    private final DatabaseSettings settings;
    private final KeyChecks keys;
    private final WeChatApps apps;
    private final Clock clock;

    StorageChecks(
            Vertx vertx, Database database, DatabaseSettings settings, Sealer sealer, WeChatApps apps, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.settings = settings;
        this.keys = new KeyChecks(sealer, clock);
        this.apps = apps;
        this.clock = clock;
    }

    Future<List<Checked>> all() {
        return vertx.executeBlocking(this::pending, false).compose(this::behind).recover(StorageChecks::failed);
    }

    private List<String> pending() {
        Migrations migrations = new Migrations(settings.postgres());
        migrations.requireServer();
        return migrations.pending();
    }

    private Future<List<Checked>> behind(List<String> pending) {
        return database.statement(InspectionQueries::server)
                .compose(server -> pending.isEmpty()
                        ? contents(server)
                        : Future.succeededFuture(List.of(told(server), outdated(pending))));
    }

    private Future<List<Checked>> contents(InspectionQueries.Server server) {
        return database.statement(client -> KeyQueries.load(client, clock.instant()))
                .compose(stored -> database.statement(client ->
                                InspectionQueries.bindings(client, apps.byId().keySet()))
                        .map(bindings -> everything(server, stored, bindings)))
                .compose(all -> new TicketChecks(database, apps).all().map(tickets -> joined(all, tickets)));
    }

    private static List<Checked> joined(List<Checked> some, List<Checked> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private List<Checked> everything(InspectionQueries.Server server, List<StoredKey> stored, List<Binding> bindings) {
        List<Checked> all = new ArrayList<>(List.of(told(server), Checked.fine(SCHEMA, "schema.current")));
        all.addAll(keys.of(stored));
        bindings.stream().map(this::bound).forEach(all::add);
        return all;
    }

    private Checked told(InspectionQueries.Server server) {
        Duration skew = Duration.between(server.now(), clock.instant()).abs();
        return skew.compareTo(LONGEST_SKEW) <= 0
                ? Checked.fine(DATABASE, "database.answers", server.version())
                : Checked.notice(DATABASE, "database.skew", skew.toSeconds());
    }

    private static Checked outdated(List<String> pending) {
        return Checked.notice(SCHEMA, "schema.outdated", pending.size(), pending.get(0));
    }

    /** People of an app that is bound have a unionid once they log in again. */
    private Checked bound(Binding binding) {
        WeChatApp app = apps.byId().get(binding.app());
        Text subject = Text.of("subject.unionids", binding.app());
        OpenPlatform platform = app == null ? null : app.openPlatform();
        return platform != null && binding.withUnionId() == 0
                ? Checked.notice(subject, "unionids.none", binding.people(), platform)
                : Checked.fine(subject, "unionids.share", binding.withUnionId(), binding.people());
    }

    private static Future<List<Checked>> failed(Throwable cause) {
        return cause instanceof DatabaseException || cause instanceof ProblemException
                ? Future.succeededFuture(List.of(unusable(String.valueOf(cause.getMessage()))))
                : Future.failedFuture(cause);
    }

    static Checked unusable(String reason) {
        return Checked.broken(DATABASE, "database.unusable", reason);
    }
}
