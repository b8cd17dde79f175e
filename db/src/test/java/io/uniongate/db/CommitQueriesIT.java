package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.CommitQueries.Safety;
import io.uniongate.db.EmbeddedServer.Durability;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is known of a Postgres that keeps what it confirmed, and of one that does not. */
@ExtendWith(VertxExtension.class)
class CommitQueriesIT {
    @Test
    void waitsUntilWhatItWroteIsOnTheDisk(Vertx vertx) {
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE);
                TestPostgresRole role = TestPostgresRole.in(postgres.emptyDatabase(), "")) {
            Database database = Database.open(vertx, role.settings());
            Safety safety = safety(database);
            String before = DatabaseIT.text(database, "SELECT pg_current_wal_insert_lsn()::text AS answer");

            database.statement(CommitQueries::commit).await();

            String flushed = "SELECT (pg_current_wal_flush_lsn() > '" + before + "'::pg_lsn)::text AS answer";
            assertThat(safety).isEqualTo(new Safety(false, false, List.of()));
            assertThat(DatabaseIT.text(database, flushed)).isEqualTo("true");
            database.close().await();
        }
    }

    @Test
    void namesWhatIsSwitchedOff(Vertx vertx) {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());

        Safety safety = safety(database);

        assertThat(safety).isEqualTo(new Safety(false, true, List.of("fsync", "full_page_writes")));
        database.close().await();
    }

    @Test
    void knowsThatNothingCanBeWritten(Vertx vertx) {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.shared().emptyDatabase(), "")) {
            role.execute("ALTER ROLE %s SET default_transaction_read_only = on");
            Database database = Database.open(vertx, role.settings());

            assertThat(safety(database).readOnly()).isTrue();
            database.close().await();
        }
    }

    private static Safety safety(Database database) {
        return database.statement(CommitQueries::safety).await();
    }
}
