package io.uniongate.benchmarks;

import io.uniongate.db.EmbeddedServer;
import io.uniongate.db.PostgresUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** The durable Postgres that all servers share, each with a database of its own, and what it tells about its work. */
final class Postgres implements AutoCloseable {
    private static final String COUNTERS = """
            SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint AS wal,
                (SELECT sum(fsyncs)::bigint FROM pg_stat_io WHERE object = 'wal') AS fsyncs
            """;

    private final EmbeddedServer server;
    private final Path log;

    private Postgres(EmbeddedServer server, Path log) {
        this.server = server;
        this.log = log;
    }

    /** Stops what a killed run left behind, so that its directory can be removed. */
    static void stopSurvivor(Path directory) {
        if (Files.exists(directory.resolve("data").resolve("postmaster.pid"))) {
            EmbeddedServer.start(directory).close();
        }
    }

    /** Stops with this process at the latest, also when somebody interrupts it. */
    static Postgres start(Path directory) {
        EmbeddedServer server = EmbeddedServer.start(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        return new Postgres(server, directory.resolve("postgres.log"));
    }

    /** Bytes of the write-ahead log and how often it was flushed to disk, since the server was started. */
    record Counters(long walBytes, long fsyncs) {}

    PostgresUrl create(String database) {
        execute("CREATE DATABASE " + database);
        return server.url().withDatabase(database);
    }

    Counters counters() {
        try (Connection connection = connect(server.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTERS)) {
            row.next();
            return new Counters(row.getLong("wal"), row.getLong("fsyncs"));
        } catch (SQLException e) {
            throw new BenchmarkFailure("Postgres does not tell its counters", e);
        }
    }

    /** The one value of a query. */
    String value(PostgresUrl database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new BenchmarkFailure("Postgres does not answer " + query, e);
        }
    }

    void execute(String sql) {
        execute(server.url().withDatabase("postgres"), sql);
    }

    static void execute(PostgresUrl database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchmarkFailure("Postgres refuses " + sql, e);
        }
    }

    /** Takes effect with the next command of each connection. */
    void set(String parameter, String value) {
        execute("ALTER SYSTEM SET " + parameter + " = '" + value + "'");
        execute("SELECT pg_reload_conf()");
    }

    void reset(String parameter) {
        execute("ALTER SYSTEM RESET " + parameter);
        execute("SELECT pg_reload_conf()");
    }

    /** How much of the log there is by now. */
    long logged() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log(long from, long to) {
        try (InputStream all = Files.newInputStream(log)) {
            all.skipNBytes(from);
            return new String(all.readNBytes((int) (to - from)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the server and of every process that works for it. */
    long cpuNanos() {
        ProcessHandle postmaster = server.process();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .mapToLong(Postgres::cpuNanos)
                .sum();
    }

    static long cpuNanos(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(java.time.Duration::toNanos)
                .orElse(0L);
    }

    @Override
    public void close() {
        server.close();
    }

    private static Connection connect(PostgresUrl url) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database(),
                url.user(),
                url.password().reveal());
    }
}
