package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HousekeepingIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void removesInPortionsWhatRanOutAndNothingElse(Vertx vertx) {
        Database database = Database.open(vertx, TestPostgres.freshDatabase());
        remember(database, "expired", HousekeepingQueries.PORTION + 1, NOW.minusSeconds(1));
        remember(database, "current", 2, NOW);

        boolean more = database.statement(client -> HousekeepingQueries.removeExpired(client, NOW))
                .await();
        boolean evenMore = database.statement(client -> HousekeepingQueries.removeExpired(client, NOW))
                .await();

        assertThat(Stream.of(more, evenMore)).containsExactly(true, false);
        assertThat(remembered(database)).containsExactly("current-1", "current-2");
        database.close().await();
    }

    private static void remember(Database database, String name, int count, Instant expiresAt) {
        database.statement(client -> client.preparedQuery("""
                        INSERT INTO once_only (hash, holder, lease, lease_until, expires_at)
                        SELECT convert_to($1 || '-' || n, 'UTF8'), '', gen_random_uuid(), $3, $3
                        FROM generate_series(1, $2) AS n
                        """).execute(Tuple.of(name, count, Columns.time(expiresAt))))
                .await();
    }

    private static List<String> remembered(Database database) {
        return database.statement(client -> client.query("SELECT convert_from(hash, 'UTF8') FROM once_only ORDER BY 1")
                        .execute())
                .map(rows -> Rows.list(rows, row -> row.getString(0)))
                .await();
    }
}
