package io.uniongate.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to this release. Blocks, so it is called before Vert.x deploys anything or on a worker thread;
 * nodes that start together take turns on Flyway's advisory lock.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String LOCATION = "classpath:db/migration";

    private final PostgresUrl url;
    private final Flyway flyway;

    public Migrations(PostgresUrl url) {
        this(url, LOCATION);
    }

    Migrations(PostgresUrl url, String location) {
        this.url = url;
        this.flyway = Flyway.configure()
                .loggers("slf4j")
                .dataSource(url.jdbcUrl(), url.user(), url.password().reveal())
                .locations(location)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
    }

    /** Fails in one line when the server is away or could not serve us. */
    public void requireServer() {
        new ServerCheck(url).require();
    }

    /** Applies what is missing and returns it, oldest first, as {@code 001 identity}. */
    public List<String> migrate() {
        requireServer();
        List<String> applied = failingInOneLine(() -> flyway.migrate().migrations.stream()
                .map(migration -> migration.version + " " + migration.description)
                .toList());
        LOG.info("schema of {}: {}", url, applied.isEmpty() ? "nothing to migrate" : "applied " + applied);
        return applied;
    }

    /** What this release holds and the database has not seen yet; readiness wants it empty. */
    public List<String> pending() {
        return failingInOneLine(
                () -> Stream.of(flyway.info().pending()).map(Migrations::title).toList());
    }

    /** The newest migration applied. */
    public Optional<String> current() {
        return failingInOneLine(
                () -> Optional.ofNullable(flyway.info().current()).map(Migrations::title));
    }

    private <R> R failingInOneLine(Attempt<R> attempt) {
        try {
            return attempt.run();
        } catch (FlywayException e) {
            throw new DatabaseException("the schema of " + url + " cannot be migrated: " + reason(e), e);
        }
    }

    /** Flyway reports over many lines; the server's own words, if any, are the innermost. */
    private static String reason(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return script(failure) + ServerCheck.told(refusal);
            }
        }
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String script(FlywayException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> line.matches(".*V\\d+__\\S+\\.sql.*"))
                .findFirst()
                .map(line -> line.strip() + ": ")
                .orElse("");
    }

    private static String title(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getDescription();
    }

    @FunctionalInterface
    private interface Attempt<R> {
        R run();
    }
}
