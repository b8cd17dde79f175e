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

/** Looks at the database and what it holds; at its schema first, because the rest stands on that. */
final class StorageChecks {
    static final String DATABASE = "database";
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
                        .map(bindings -> everything(server, stored, bindings)));
    }

    private List<Checked> everything(InspectionQueries.Server server, List<StoredKey> stored, List<Binding> bindings) {
        List<Checked> all = new ArrayList<>(List.of(told(server), Checked.fine("schema", "is this release's")));
        all.addAll(keys.of(stored));
        bindings.stream().map(this::bound).forEach(all::add);
        return all;
    }

    private Checked told(InspectionQueries.Server server) {
        Duration skew = Duration.between(server.now(), clock.instant()).abs();
        return skew.compareTo(LONGEST_SKEW) <= 0
                ? Checked.fine(DATABASE, "Postgres " + server.version() + " answers")
                : Checked.notice(
                        DATABASE,
                        "its clock and this machine's are " + skew.toSeconds() + " s apart",
                        "have both clocks set by NTP");
    }

    private static Checked outdated(List<String> pending) {
        return Checked.notice(
                "schema",
                pending.size() + " migrations are still to be applied, from " + pending.get(0) + " on",
                "run 'uniongate migrate'; 'uniongate serve' does so too when it starts");
    }

    /** People of an app that is bound have a unionid once they log in again. */
    private Checked bound(Binding binding) {
        WeChatApp app = apps.byId().get(binding.app());
        String subject = "app " + binding.app() + ", unionids";
        String share = binding.withUnionId() + " of " + binding.people() + " people looked at have one";
        OpenPlatform platform = app == null ? null : app.openPlatform();
        if (platform != null && binding.withUnionId() == 0) {
            return Checked.notice(
                    subject,
                    share + ": the app seems not bound to the Open Platform account " + platform,
                    "bind it at open.weixin.qq.com (管理中心), or remove apps[].openPlatform");
        }
        return Checked.fine(subject, share);
    }

    private static Future<List<Checked>> failed(Throwable cause) {
        return cause instanceof DatabaseException || cause instanceof ProblemException
                ? Future.succeededFuture(List.of(unusable(String.valueOf(cause.getMessage()))))
                : Future.failedFuture(cause);
    }

    static Checked unusable(String reason) {
        return Checked.broken(DATABASE, reason, "check database.url, and that Postgres runs and lets this machine in");
    }
}
