package io.uniongate.app.bulk;

import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The database that commands work on, looked into from outside. */
final class CommandDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final DatabaseSettings settings = TestPostgres.freshDatabase();
    private final Database database =
            Database.open(vertx, settings.withPoolSize(2).withDeadline(PATIENCE));

    String url() {
        return settings.postgres().reveal().reveal();
    }

    /** The first column of a query, as text. */
    List<String> rows(String sql) {
        return database.statement(client -> client.query(sql).execute())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Objects.toString(row.getValue(0)))
                        .toList())
                .await();
    }

    long number(String sql) {
        return Long.parseLong(rows(sql).get(0));
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
