package io.uniongate.db;

import io.uniongate.contract.Secret;
import java.nio.file.Path;
import java.time.Duration;

/** The {@code database} part of the configuration. */
public record DatabaseSettings(Secret url, int poolSize, Path dataDirectory, Duration deadline) {
    /** The URL that stands for the bundled Postgres, see {@link EmbeddedServer}. */
    public static final String EMBEDDED = "embedded";

    public static final int DEFAULT_POOL_SIZE = 16;
    public static final Path DEFAULT_DATA_DIRECTORY = Path.of("data", "postgres");

    /** How long a statement or transaction may take before its caller is told that storage is unavailable. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

    /** One connection for statements and one for transactions, see {@link Database}. */
    static final int LEAST_POOL_SIZE = 2;

    private static final int LARGEST_POOL_SIZE = 1000;

    public DatabaseSettings {
        if (poolSize < LEAST_POOL_SIZE || poolSize > LARGEST_POOL_SIZE) {
            throw new IllegalArgumentException(
                    "database.poolSize is " + poolSize + ", expected " + LEAST_POOL_SIZE + " to " + LARGEST_POOL_SIZE);
        }
        url = url.reveal().equals(EMBEDDED) ? url : parsed(url).reveal();
    }

    public static DatabaseSettings of(String url) {
        return new DatabaseSettings(new Secret(url), DEFAULT_POOL_SIZE, DEFAULT_DATA_DIRECTORY, DEFAULT_DEADLINE);
    }

    public static DatabaseSettings of(PostgresUrl url) {
        return of(url.reveal().reveal());
    }

    public boolean embedded() {
        return url.reveal().equals(EMBEDDED);
    }

    /** The server to connect to; for {@code embedded} it is known only once that server runs, see {@link #withUrl}. */
    public PostgresUrl postgres() {
        return parsed(url);
    }

    /** How many connections a server has at most: those of its pool, and the one that {@link Notifications} listens on. */
    public int connections() {
        return poolSize + 1;
    }

    public DatabaseSettings withUrl(PostgresUrl server) {
        return new DatabaseSettings(server.reveal(), poolSize, dataDirectory, deadline);
    }

    public DatabaseSettings withPoolSize(int size) {
        return new DatabaseSettings(url, size, dataDirectory, deadline);
    }

    public DatabaseSettings withDeadline(Duration longest) {
        return new DatabaseSettings(url, poolSize, dataDirectory, longest);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + (embedded() ? EMBEDDED : postgres()) + ", poolSize=" + poolSize
                + ", dataDirectory=" + dataDirectory + ", deadline=" + deadline + "]";
    }

    private static PostgresUrl parsed(Secret url) {
        try {
            return PostgresUrl.of(url.reveal());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("database.url " + e.getMessage());
        }
    }
}
