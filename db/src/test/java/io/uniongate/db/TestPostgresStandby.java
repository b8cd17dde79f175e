package io.uniongate.db;

import io.uniongate.db.EmbeddedServer.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** A second server that follows a {@link TestPostgres}, to take over when that is gone (PostgreSQL manual, 26.2). */
public final class TestPostgresStandby implements AutoCloseable {
    private final EmbeddedServer server;
    private final Path directory;

    private TestPostgresStandby(EmbeddedServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /**
     * The leader is stopped for as long as it is copied, since the bundled programs have no {@code pg_basebackup}. From
     * then on it acknowledges no commit that is not with its follower too: else a failover would lose some.
     */
    public static TestPostgresStandby of(TestPostgres leader) {
        Path directory = TestPostgres.temporary();
        leader.pause();
        copy(leader.directory(), directory);
        leader.resume();
        follow(leader.url(), directory.resolve("data"));
        EmbeddedServer server = EmbeddedServer.start(directory, Durability.DURABLE, ServerUser.current());
        leader.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        leader.execute("SELECT pg_reload_conf()");
        return new TestPostgresStandby(server, directory);
    }

    public int port() {
        return server.url().port();
    }

    /** Returns once it takes writes. */
    public void promote() {
        TestPostgres.execute(server, "SELECT pg_promote()");
    }

    @Override
    public void close() {
        server.close();
        ServerDirectory.delete(directory);
    }

    private static void follow(PostgresUrl leader, Path data) {
        String settings = "primary_conninfo = 'host=%s port=%d user=%s password=%s'%n"
                .formatted(
                        leader.host(),
                        leader.port(),
                        leader.user(),
                        leader.password().reveal());
        try {
            Files.writeString(data.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
            Files.createFile(data.resolve("standby.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
