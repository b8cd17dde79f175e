package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.EmbeddedServer.Durability;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class NotificationsIT {
    @Test
    void hearsWhatAnotherConnectionTells(Vertx vertx) throws InterruptedException {
        DatabaseSettings settings = TestPostgres.shared().emptyDatabase();
        Database database = Database.open(vertx, settings);
        Notifications notifications = Notifications.connect(vertx, settings).await();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        notifications.listen("revoked", heard::add, () -> heard.add("missed")).await();

        tell(database, "session 7");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("session 7");
        notifications.close().await();
        database.close().await();
    }

    @Test
    void saysThatItMissedSomethingAfterAnOutageAndHearsAgain(Vertx vertx) throws InterruptedException {
        try (TestPostgres postgres = TestPostgres.start(Durability.THROW_AWAY)) {
            DatabaseSettings settings = postgres.emptyDatabase();
            Notifications notifications = Notifications.connect(vertx, settings).await();
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            notifications
                    .listen("revoked", heard::add, () -> heard.add("missed"))
                    .await();

            postgres.pause();
            postgres.resume();

            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("missed");
            Database database = Database.open(vertx, settings);
            tell(database, "session 8");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("session 8");
            notifications.close().await();
            database.close().await();
        }
    }

    @Test
    void givesUpAConnectionWhosePeerAnswersNothing(Vertx vertx) throws InterruptedException {
        try (TestPostgres postgres = TestPostgres.start(Durability.THROW_AWAY)) {
            DatabaseSettings settings = postgres.emptyDatabase();
            Notifications notifications = Notifications.connect(vertx, settings).await();
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            notifications
                    .listen("revoked", heard::add, () -> heard.add("missed"))
                    .await();

            postgres.freezeConnections();

            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("missed");
            postgres.thaw();
            notifications.close().await();
        }
    }

    private static void tell(Database database, String payload) {
        database.statement(client ->
                        client.query("NOTIFY revoked, '" + payload + "'").execute())
                .await();
    }
}
