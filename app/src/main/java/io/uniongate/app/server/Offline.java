package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.contract.bus.Bus;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Sealer;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/** What a command works with that needs no running server, and disturbs none that runs. */
public final class Offline implements AutoCloseable {
    /** A portion is thousands of rows in one transaction; a login's deadline is not for it. */
    private static final Duration LONGEST_PORTION = Duration.ofMinutes(2);

    private final Opened opened = new Opened();
    private final AppConfig config;
    private final Vertx vertx;
    private final Bus bus;
    private final Database database;

    private Offline(AppConfig config) {
        DatabaseSettings settings = Storage.prepare(config, opened);
        this.config = config;
        this.vertx = Vertx.vertx();
        opened.add(vertx);
        this.bus = Bus.on(vertx);
        this.database = Database.open(vertx, settings.withDeadline(LONGEST_PORTION));
        opened.add(database::close);
    }

    public static Offline open(AppConfig config) {
        return new Offline(config);
    }

    /** From here on WeChat can be asked. */
    public Bus withWeChat() {
        Server.deploy(vertx, () -> Modules.weChat(bus, config, database, Clock.systemUTC()), 1, opened);
        return bus;
    }

    public Database database() {
        return database;
    }

    public Sealer sealer() {
        return Modules.sealer(config);
    }

    @Override
    public void close() {
        opened.close();
    }
}
