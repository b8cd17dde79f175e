package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.CommitQueries.Safety;
import io.uniongate.db.EmbeddedServer.Durability;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is known of a Postgres that keeps what it confirmed, and of one that does not. */
@ExtendWith(VertxExtension.class)
class CommitQueriesIT {
    @Test
    void writesWhatTheCommitWaitsFor(Vertx vertx) {
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE)) {
            DatabaseSettings settings = postgres.emptyDatabase().withDeadline(Duration.ofSeconds(2));
            postgres.loseStandby();
            Database database = Database.forInspection(vertx, settings);

            assertThat(database.transaction(client -> client.query("SELECT 1").execute())
                            .await())
                    .hasSize(1);
            assertThatThrownBy(() -> database.transaction(CommitQueries::write).await())
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isInstanceOf(Problem.StorageUnavailable.class));
            database.close().await();
        }
    }

    @Test
    void findsNothingAmissWhereCommitsAreKept(Vertx vertx) {
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE)) {
            Database database = Database.open(vertx, postgres.emptyDatabase());

            assertThat(safety(database)).isEqualTo(new Safety(false, false, true));
            database.close().await();
        }
    }

    @Test
    void knowsWhatIsSwitchedOff(Vertx vertx) {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());

        Safety safety = safety(database);

        assertThat(safety).isEqualTo(new Safety(false, true, false));
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
