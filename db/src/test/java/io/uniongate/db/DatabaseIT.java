package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseIT {
    @Test
    void sendsFurtherStatementsDownAConnectionThatStillWaits(Vertx vertx) {
        Database database =
                Database.open(vertx, TestPostgres.shared().emptyDatabase().withPoolSize(2));
        String own = text(database, "SELECT pg_backend_pid()::text AS answer");

        Future<String> slow = ask(database.statements(), "SELECT pg_sleep(0.3), pg_backend_pid()::text AS answer");
        Future<String> behind = ask(database.statements(), "SELECT pg_backend_pid()::text AS answer");

        assertThat(List.of(slow.await(), behind.await())).containsExactly(own, own);
        database.close().await();
    }

    @Test
    void undoesATransactionThatFails(Vertx vertx) {
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
    void takesSomebodyElsesRowForALostRace(Vertx vertx) {
        Database database = Database.open(vertx, TestPostgres.shared().emptyDatabase());
        database.statement(client -> client.query("CREATE TABLE note (id int CONSTRAINT note_id PRIMARY KEY)")
                        .execute())
                .await();
        Future<?> twice = database.statement(
                client -> client.query("INSERT INTO note VALUES (1), (1)").execute());

        assertThat(failure(twice)).isEqualTo(new StorageFailure.Retryable("23505"));
        database.close().await();
    }

    private static StorageFailure failure(Future<?> statement) {
        return statement
                .<StorageFailure>transform(result -> Future.succeededFuture(StorageFailure.of(result.cause())))
                .await();
    }

    static String text(Database database, String sql) {
        return ask(database.statements(), sql).await();
    }

    static Future<String> ask(SqlClient client, String sql) {
        return client.preparedQuery(sql)
                .execute(Tuple.tuple())
                .map(rows -> rows.iterator().next().getString("answer"));
    }
}
