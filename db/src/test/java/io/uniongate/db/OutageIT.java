package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.EmbeddedServer.Durability;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told while Postgres is away, and that it ends. */
@ExtendWith(VertxExtension.class)
class OutageIT {
    @Test
    void failsAsUnavailableWhilePostgresIsDownAndRecoversByItself(Vertx vertx) {
        try (TestPostgres postgres = TestPostgres.start(Durability.THROW_AWAY)) {
            Database database = Database.open(vertx, postgres.emptyDatabase());
            open(database);
            postgres.pause();

            Problem statement = problem(database.ping());
            Problem transaction =
                    problem(database.transaction(tx -> tx.query("SELECT 1").execute()));

            assertThat(List.of(statement, transaction)).hasOnlyElementsOfType(Problem.StorageUnavailable.class);
            postgres.resume();
            assertThat(recovery(database)).isLessThan(Duration.ofSeconds(10));
            database.close().await();
        }
    }

    @Test
    void failsAsUnavailableWhenPostgresAnswersNothing(Vertx vertx) {
        try (TestPostgres postgres = TestPostgres.start(Durability.THROW_AWAY)) {
            Database database = Database.open(vertx, postgres.emptyDatabase());
            open(database);
            postgres.freeze();

            Future<Void> statement = database.ping();
            Future<?> transaction =
                    database.transaction(tx -> tx.query("SELECT 1").execute());

            assertThat(problem(statement)).isInstanceOf(Problem.StorageUnavailable.class);
            assertThat(problem(transaction)).isInstanceOf(Problem.StorageUnavailable.class);
            postgres.thaw();
            assertThat(recovery(database)).isLessThan(Duration.ofSeconds(10));
            database.close().await();
        }
    }

    @Test
    void failsAsUnavailableWhenNobodyListens(Vertx vertx) {
        Database database = Database.open(vertx, DatabaseSettings.of("postgresql://ada:pass@127.0.0.1:1/db"));

        assertThat(problem(database.ping())).isInstanceOf(Problem.StorageUnavailable.class);
        database.close().await();
    }

    /** Holds warm connections on both sides, so that a later outage meets stale ones. */
    private static void open(Database database) {
        List<Future<?>> asks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asks.add(database.transaction(tx -> tx.query("SELECT 1").execute()));
            asks.add(database.ping());
        }
        Future.join(asks).otherwiseEmpty().await();
        assertThat(answers(database)).isTrue();
    }

    private static Duration recovery(Database database) {
        Instant start = Instant.now();
        while (!answers(database) && Duration.between(start, Instant.now()).toSeconds() < 60) {
            Thread.onSpinWait();
        }
        return Duration.between(start, Instant.now());
    }

    private static boolean answers(Database database) {
        Future<?> both = Future.join(
                database.ping(), database.transaction(tx -> tx.query("SELECT 1").execute()));
        return both.transform(result -> Future.succeededFuture(result.succeeded()))
                .await();
    }

    private static Problem problem(Future<?> refused) {
        return refused.<Problem>transform(
                        result -> Future.succeededFuture(((ProblemException) result.cause()).problem()))
                .await();
    }
}
