package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.auth.KeyStore;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Replaces the signing keys without a running server; those that run take the new ones up by themselves. */
public final class KeyRotation {
    private KeyRotation() {}

    public static void rotate(AppConfig config) {
        Opened opened = new Opened();
        try {
            rotate(config, opened);
        } finally {
            opened.close();
        }
    }

    private static void rotate(AppConfig config, Opened opened) {
        DatabaseSettings settings = Storage.prepare(config, opened);
        Vertx vertx = Vertx.vertx();
        opened.add(vertx);
        Database database = Database.open(vertx, settings);
        opened.add(database::close);
        new KeyStore(vertx, database, Modules.sealer(config), Modules.authSettings(config), Clock.systemUTC())
                .rotate()
                .await();
    }
}
