package io.uniongate.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses, before anything else is done, a server that could not serve us, and says what would help. */
final class ServerCheck {
    private static final int OLDEST_POSTGRES = 15;
    private static final int PATIENCE_SECONDS = 10;
    private static final String MARK = "SELECT set_config('uniongate.mark', ?, false)";
    private static final String MARKED = "SELECT current_setting('uniongate.mark', true)";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final Pattern REFUSED_PARAMETER = Pattern.compile("unsupported startup parameter: (\\w+)");

    private final PostgresUrl url;

    ServerCheck(PostgresUrl url) {
        this.url = url;
    }

    /** Blocks for a few round trips; fails in one line. */
    void require() {
        try (Connection connection = url.connect();
                Connection other = url.connect()) {
            requireSupported(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseProductVersion());
            if (!keepSessions(connection, other)) {
                throw new DatabaseException(url + " is a connection pooler that gives each transaction another session:"
                        + " name the pooler's session mode or Postgres itself, UnionGate has a pool of its own");
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot connect to " + url + ": " + told(e), e);
        }
    }

    static void requireSupported(int major, String version) {
        if (major < OLDEST_POSTGRES) {
            throw new DatabaseException(
                    "Postgres " + version + " is too old, UnionGate needs " + OLDEST_POSTGRES + " or newer");
        }
    }

    static String told(SQLException failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
        if (TOO_MANY_CONNECTIONS.equals(failure.getSQLState())) {
            return reason + "; lower database.poolSize of the servers that run, or let Postgres take more connections";
        }
        Matcher refused = REFUSED_PARAMETER.matcher(reason);
        return refused.find()
                ? reason + "; set ignore_startup_parameters = " + refused.group(1)
                        + " in the connection pooler, as every" + " Java program needs it, or name Postgres itself"
                : reason;
    }

    /** While the other is inside a transaction, a pooler has given the session of the first to it, or gives another. */
    private static boolean keepSessions(Connection connection, Connection other) throws SQLException {
        String mark = UUID.randomUUID().toString();
        try (PreparedStatement marking = connection.prepareStatement(MARK)) {
            marking.setString(1, mark);
            marking.setQueryTimeout(PATIENCE_SECONDS);
            marking.execute();
        }
        other.setAutoCommit(false);
        boolean strange = mark.equals(mark(other));
        boolean kept = mark.equals(mark(connection));
        other.rollback();
        return kept && !strange;
    }

    private static @Nullable String mark(Connection connection) throws SQLException {
        try (Statement asking = connection.createStatement()) {
            asking.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet answer = asking.executeQuery(MARKED)) {
                answer.next();
                return answer.getString(1);
            }
        }
    }
}
