package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.uniongate.contract.Secret;
import io.uniongate.db.EmbeddedServer.Durability;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerIT {
    private final Path directory;

    EmbeddedServerIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void keepsItsDataAndItsPasswordOverARestart() {
        try (EmbeddedServer first = EmbeddedServer.start(directory)) {
            execute(first.url(), "CREATE TABLE note AS SELECT 'kept' AS text");
        }

        try (EmbeddedServer second = EmbeddedServer.start(directory)) {
            assertThat(answer(second.url(), "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void losesNoCommitAndListensToNobodyElse() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(answer(server.url(), "SHOW fsync")).isEqualTo("on");
            assertThat(answer(server.url(), "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(answer(server.url(), "SHOW full_page_writes")).isEqualTo("on");
            assertThat(answer(server.url(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(answer(server.url(), "SHOW unix_socket_directories")).isEmpty();
            assertThat(answer(server.url(), "SHOW server_encoding")).isEqualTo("UTF8");
            assertThatThrownBy(() -> execute(withPassword(server.url(), "guess"), "SELECT 1"))
                    .hasStackTraceContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void recognisesAForeignServer() {
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            PostgresUrl foreign = TestPostgres.shared().emptyDatabase().postgres();

            assertThatThrownBy(() -> server.verify(foreign))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("another Postgres answers on port " + foreign.port());
        }
    }

    @Test
    void saysSoWhenItsPortWasTakenDuringAPause() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            server.pause();
            try (ServerSocket taken =
                    new ServerSocket(server.url().port(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                assertThat(taken.isBound()).isTrue();
                assertThatThrownBy(server::resume)
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("did not start")
                        .message()
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void runsAsAnUnprivilegedUserWhereRootHasNoNamespaces() throws IOException {
        assumeTrue(ServerUser.isRoot());
        ServerUser user = ServerUser.unprivileged();
        ServerDirectory.permissions(directory, "rwxr-xr-x");

        try (EmbeddedServer server = EmbeddedServer.start(directory.resolve("pg"), Durability.DURABLE, user)) {
            assertThat(answer(server.url(), "SELECT 1")).isEqualTo("1");
            assertThat(Files.getAttribute(directory.resolve("pg/data"), "unix:uid"))
                    .isNotEqualTo(0);
        }
        EmbeddedServer.start(directory.resolve("pg")).close();
    }

    @Test
    void namesCauseAndCureWhenThatUserCannotReachTheDirectory() throws IOException {
        assumeTrue(ServerUser.isRoot());
        ServerDirectory.permissions(directory, "rwxr-xr-x");
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThatThrownBy(
                        () -> EmbeddedServer.start(closed.resolve("pg"), Durability.DURABLE, ServerUser.unprivileged()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot enter " + closed.toRealPath())
                .hasMessageContaining("run as an ordinary user")
                .message()
                .hasLineCount(1);
    }

    static void execute(PostgresUrl url, String sql) {
        try (Connection connection = url.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String answer(PostgresUrl url, String sql) {
        try (Connection connection = url.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "nothing";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PostgresUrl withPassword(PostgresUrl url, String password) {
        return new PostgresUrl(
                url.host(), url.port(), url.database(), url.user(), new Secret(password), SslMode.DISABLE, null);
    }
}
