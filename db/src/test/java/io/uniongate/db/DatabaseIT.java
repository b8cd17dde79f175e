package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.EmbeddedServer.Durability;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseIT {
    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
    }

    @Test
    void tellsPostgresWhoItIs() {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());

        String name = text(database, "SELECT current_setting('application_name') AS answer");

        assertThat(name).isEqualTo("uniongate");
        database.close().await();
    }

    @Test
    void hasTheServerEndWhatItGaveUp() {
        DatabaseSettings settings = TestPostgres.shared().emptyDatabase().withDeadline(Duration.ofMillis(1500));
        Database database = Database.open(vertx, settings);

        String statement = text(database, "SELECT current_setting('statement_timeout') AS answer");
        String transaction = text(database, "SELECT current_setting('idle_in_transaction_session_timeout') AS answer");

        assertThat(List.of(statement, transaction)).containsExactly("3s", "3s");
        database.close().await();
    }

    @Test
    void preparesEachConnectionAfterItIsMade() {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());

        String plans = text(database, "SELECT current_setting('plan_cache_mode') AS answer");
        String scans = database.transaction(tx -> ask(tx, "SELECT current_setting('enable_seqscan') AS answer"))
                .await();

        assertThat(List.of(plans, scans)).containsExactly("force_generic_plan", "off");
        assertThat(TestPostgres.shared()
                        .emptyDatabase()
                        .postgres()
                        .connectOptions()
                        .getProperties())
                .doesNotContainKeys("plan_cache_mode", "statement_timeout");
        database.close().await();
    }

    @Test
    void startsWithParametersThatEveryPoolerTakes() {
        Promise<Buffer> startup = Promise.promise();
        NetServer pooler = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(startup::tryComplete))
                .listen(0, "127.0.0.1")
                .await();
        Database database = Database.open(
                vertx,
                DatabaseSettings.of("postgresql://ada:x@127.0.0.1:" + pooler.actualPort() + "/gate?sslmode=disable"));

        Future<Void> unanswered = database.ping();
        String packet =
                startup.future().await().getString(8, startup.future().await().length() - 2);

        Map<String, String> parameters = new HashMap<>();
        Iterator<String> texts = List.of(packet.split("\\x00")).iterator();
        while (texts.hasNext()) {
            parameters.put(texts.next(), texts.next());
        }
        assertThat(parameters).containsOnlyKeys("user", "database", "application_name", "client_encoding", "DateStyle");
        pooler.close().await();
        assertThat(problem(unanswered)).isInstanceOf(Problem.StorageUnavailable.class);
        database.close().await();
    }

    @Test
    void sendsFurtherStatementsDownAConnectionThatStillWaits() {
        Database database =
                Database.open(vertx, TestPostgres.shared().emptyDatabase().withPoolSize(2));
        String own = text(database, "SELECT pg_backend_pid()::text AS answer");

        Future<String> slow = ask(database.statements(), "SELECT pg_sleep(0.3), pg_backend_pid()::text AS answer");
        Future<String> behind = ask(database.statements(), "SELECT pg_backend_pid()::text AS answer");

        assertThat(List.of(slow.await(), behind.await())).containsExactly(own, own);
        database.close().await();
    }

    @Test
    void undoesATransactionThatFails() {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());
        database.statement(client -> client.query("CREATE TABLE note (id int)").execute())
                .await();

        Future<Object> failing = database.transaction(
                tx -> tx.query("INSERT INTO note VALUES (1)").execute().compose(done -> Future.failedFuture("no")));

        assertThatThrownBy(failing::await).hasMessage("no");
        assertThat(text(database, "SELECT count(*)::text AS answer FROM note")).isEqualTo("0");
        database.close().await();
    }

    @Test
    void takesSomebodyElsesRowForALostRace() {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());
        database.statement(client -> client.query("CREATE TABLE note (id int CONSTRAINT note_id PRIMARY KEY)")
                        .execute())
                .await();
        Future<?> twice = database.statement(
                client -> client.query("INSERT INTO note VALUES (1), (1)").execute());

        assertThat(failure(twice)).isEqualTo(new StorageFailure.Retryable("23505"));
        database.close().await();
    }

    @Test
    void failsAsUnavailableWhilePostgresIsDownAndRecoversByItself() {
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
    void failsAsUnavailableWhenPostgresAnswersNothing() {
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
    void failsAsUnavailableWhenNobodyListens() {
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

    private static StorageFailure failure(Future<?> statement) {
        return statement
                .<StorageFailure>transform(result -> Future.succeededFuture(StorageFailure.of(result.cause())))
                .await();
    }

    private static Problem problem(Future<?> refused) {
        return refused.<Problem>transform(
                        result -> Future.succeededFuture(((ProblemException) result.cause()).problem()))
                .await();
    }

    private static String text(Database database, String sql) {
        return ask(database.statements(), sql).await();
    }

    private static Future<String> ask(SqlClient client, String sql) {
        return client.preparedQuery(sql)
                .execute(Tuple.tuple())
                .map(rows -> rows.iterator().next().getString("answer"));
    }
}
