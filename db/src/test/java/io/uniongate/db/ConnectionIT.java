package io.uniongate.db;

import static io.uniongate.db.DatabaseIT.ask;
import static io.uniongate.db.DatabaseIT.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How connections are made: what Postgres, or a pooler in front of it, is told first. */
@ExtendWith(VertxExtension.class)
class ConnectionIT {
    @Test
    void tellsPostgresWhoItIs(Vertx vertx) {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());

        String name = text(database, "SELECT current_setting('application_name') AS answer");

        assertThat(name).isEqualTo("uniongate");
        database.close().await();
    }

    @Test
    void hasTheServerEndWhatItGaveUp(Vertx vertx) {
        DatabaseSettings settings = TestPostgres.shared().emptyDatabase().withDeadline(Duration.ofMillis(1500));
        Database database = Database.open(vertx, settings);

        String statement = text(database, "SELECT current_setting('statement_timeout') AS answer");
        String transaction = text(database, "SELECT current_setting('idle_in_transaction_session_timeout') AS answer");

        assertThat(List.of(statement, transaction)).containsExactly("3s", "3s");
        database.close().await();
    }

    @Test
    void preparesEachConnectionAfterItIsMade(Vertx vertx) {
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
    void startsWithParametersThatEveryPoolerTakes(Vertx vertx) {
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
        assertThatThrownBy(unanswered::await).isInstanceOf(ProblemException.class);
        database.close().await();
    }
}
