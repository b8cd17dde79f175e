package io.uniongate.db;

import io.uniongate.db.EmbeddedServer.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Postgres for tests: one throw-away server for each JVM, a migrated database of its own for each test class,
 * copied from a template in a few dozen milliseconds.
 */
public final class TestPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TestPostgres.class);
    private static final String PREFIX = "uniongate-postgres";
    private static final Duration BEING_MADE = Duration.ofMinutes(1);
    private static final String TEMPLATE = "migrated";
    private static final int POOL_SIZE = 8;

    private final EmbeddedServer server;
    private final Path directory;
    private final AtomicInteger databases = new AtomicInteger();
    private boolean migrated;
    private volatile boolean frozen;

    private TestPostgres(Durability durability) {
        removeAbandoned();
        this.directory = temporary();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "test-postgres-stop"));
        this.server = EmbeddedServer.start(directory, durability, ServerUser.current());
    }

    /** The server all tests of this JVM share; nobody may stop it. */
    public static TestPostgres shared() {
        return Shared.SERVER;
    }

    /** A server of one's own, to be stopped, frozen, or measured with {@link Durability#DURABLE} settings. */
    public static TestPostgres start(Durability durability) {
        return new TestPostgres(durability);
    }

    /** A database of one's own on the shared server, with the whole schema. */
    public static DatabaseSettings freshDatabase() {
        return shared().database();
    }

    /** A new database on this server with the whole schema. */
    public synchronized DatabaseSettings database() {
        if (!migrated) {
            execute("CREATE DATABASE " + TEMPLATE);
            List<String> applied = new Migrations(server.url().withDatabase(TEMPLATE)).migrate();
            if (applied.isEmpty()) {
                throw new IllegalStateException("there are no migrations on the class path");
            }
            migrated = true;
        }
        return created(" TEMPLATE " + TEMPLATE);
    }

    /** A new database without any schema. */
    public DatabaseSettings emptyDatabase() {
        return created("");
    }

    /** Runs SQL as the superuser outside any test database. */
    public void execute(String sql) {
        execute(server, sql);
    }

    static void execute(EmbeddedServer server, String sql) {
        PostgresUrl url = server.url().withDatabase("postgres");
        try (Connection connection = url.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** An outage; {@link #resume} ends it on the same port. */
    public void pause() {
        server.pause();
    }

    public void resume() {
        server.resume();
    }

    /** From now on no commit ends, because it waits for a standby that is gone; what does not write is served. */
    public void loseStandby() {
        execute("ALTER SYSTEM SET synchronous_standby_names = 'gone'");
        // Reloading the settings would leave it open from when on commits wait.
        pause();
        resume();
    }

    /** As when its machine dies: nothing is finished, and nothing told to whoever follows it. */
    public void crash() {
        ProcessHandle postmaster = server.process();
        signal("-QUIT", Stream.of(postmaster));
        postmaster.onExit().join();
    }

    /** A server that still holds its connections and answers nothing, until {@link #thaw}. */
    public void freeze() {
        frozen = true;
        signal("-STOP", processes());
    }

    /** Only the connections there are now hang; new ones are served. */
    public void freezeConnections() {
        frozen = true;
        signal("-STOP", processes().filter(TestPostgres::isClientBackend));
    }

    public void thaw() {
        frozen = false;
        signal("-CONT", processes());
    }

    /** The server's data, log and password. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        if (frozen) {
            thaw();
        }
        server.close();
        ServerDirectory.delete(directory);
    }

    PostgresUrl url() {
        return server.url();
    }

    private DatabaseSettings created(String template) {
        String name = "test_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + template);
        return DatabaseSettings.of(server.url().withDatabase(name)).withPoolSize(POOL_SIZE);
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(server.process()), server.process().descendants());
    }

    /** A backend titles itself {@code postgres: user database address}. */
    private static boolean isClientBackend(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .contains(EmbeddedServer.DATABASE + " test_");
        } catch (IOException e) {
            return false;
        }
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        try {
            Process kill = new ProcessBuilder(command).start();
            kill.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test JVM that was killed left its server running. */
    private static void removeAbandoned() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> servers = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path server : servers) {
                removeUnlessOwned(server);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeUnlessOwned(Path server) throws IOException {
        Instant changed = Files.getLastModifiedTime(server).toInstant();
        if (changed.isBefore(Instant.now().minus(BEING_MADE))) {
            try {
                EmbeddedServer.remove(server);
            } catch (DatabaseException inUse) {
                LOG.debug("{} is left alone: {}", server, inUse.getMessage());
            }
        }
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory(PREFIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static final TestPostgres SERVER = new TestPostgres(Durability.THROW_AWAY);
    }
}
