package io.uniongate.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.EmbeddedServer.Durability;
import io.uniongate.db.FreePort;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed in mid-login, over and over. */
class CrashIT {
    private static final int ROUNDS = 5;
    private static final int LOGINS_A_ROUND = 50;

    private final Vertx vertx = Vertx.vertx();
    private final WeChatSimulator weChat = Gate.simulator();
    private final TestPostgres postgres = TestPostgres.start(Durability.DURABLE);
    private final DatabaseSettings settings = postgres.database();
    private final Database database = Database.open(vertx, settings);
    private final Path directory;

    CrashIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
        postgres.close();
        weChat.close();
    }

    @Test
    void keepsEveryLoginThatWasAnsweredAndLeavesNoHalfUser() {
        Crowd crowd = new Crowd(weChat);
        Random moment = new Random(7);

        for (int round = 0; round < ROUNDS; round++) {
            killDuringLogins(crowd, LOGINS_A_ROUND + moment.nextInt(LOGINS_A_ROUND));

            assertThat(Damage.in(database)).isEmpty();
        }

        try (ServerProcess server = serve()) {
            assertThat(crowd.broken(server.url())).isEmpty();
            assertThat(crowd.refused()).isEmpty();
            assertThat(crowd.promised()).hasSizeGreaterThan(ROUNDS * LOGINS_A_ROUND);
            assertThat(sessions(crowd)).isEqualTo(crowd.promised().size());
            assertThat(merges()).isPositive();
        }
    }

    private void killDuringLogins(Crowd crowd, int logins) {
        try (ServerProcess server = serve()) {
            assertThat(crowd.broken(server.url())).isEmpty();
            crowd.comesTo(server.url());
            crowd.waitForPromises(logins);
            server.kill();
            crowd.leaves();
        }
    }

    private ServerProcess serve() {
        int port = FreePort.find();
        return ServerProcess.serve(port, Gate.yaml(port, weChat, settings), directory);
    }

    private int sessions(Crowd crowd) {
        UUID[] ids = crowd.promised().stream()
                .map(login -> UUID.fromString(login.session()))
                .toArray(UUID[]::new);
        return number("SELECT count(*) FROM session WHERE revoked_at IS NULL AND id = ANY ($1)", Tuple.of(ids));
    }

    private int merges() {
        return number("SELECT count(*) FROM account_merge WHERE state = 'APPLIED'", Tuple.tuple());
    }

    private int number(String sql, Tuple parameters) {
        return database.statement(client -> client.preparedQuery(sql).execute(parameters))
                .map(rows -> rows.iterator().next().getInteger(0))
                .await();
    }
}
