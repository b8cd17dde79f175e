package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.EmbeddedServer;
import io.uniongate.db.Migrations;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Postgres ready before anything of Vert.x runs, because all of this blocks. */
public final class Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private Storage() {}

    /** Brings the configured database up to this release's schema and tells what was applied. */
    public static List<String> migrate(AppConfig config) {
        Opened opened = new Opened();
        try {
            return new Migrations(reachable(config, opened).postgres()).migrate();
        } finally {
            opened.close();
        }
    }

    static DatabaseSettings prepare(AppConfig config, Opened opened) {
        DatabaseSettings settings = reachable(config, opened);
        new Migrations(settings.postgres()).migrate().forEach(applied -> LOG.debug("applied {}", applied));
        return settings;
    }

    /** The settings with the URL of a server that runs; the bundled one is started and noted for closing. */
    static DatabaseSettings reachable(AppConfig config, Opened opened) {
        AppConfig.Database database = config.database();
        DatabaseSettings settings = new DatabaseSettings(
                database.url(), database.poolSize(), database.dataDirectory(), DatabaseSettings.DEFAULT_DEADLINE);
        if (!settings.embedded()) {
            return settings;
        }
        EmbeddedServer server = EmbeddedServer.start(settings.dataDirectory());
        opened.addBlocking(server::close);
        return settings.withUrl(server.url());
    }
}
