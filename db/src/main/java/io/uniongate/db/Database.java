package io.uniongate.db;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to Postgres. Single statements share a few pipelined connections, which is what makes them fast; a
 * transaction needs a connection to itself.
 */
public final class Database {
    /** What pg_stat_activity calls the connections of whoever only looks at how Postgres is, see {@link #forInspection}. */
    static final String INSPECTION_NAME = PostgresUrl.APPLICATION_NAME + " doctor";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 3;
    /**
     * Every statement here looks rows up by an index. A plan made while a table was still empty would read it from
     * end to end, and would be kept for a minute after it had filled; planning anew each time costs more than running.
     */
    private static final String LOOKUPS_BY_INDEX = "SET enable_seqscan = off; SET enable_hashjoin = off;"
            + " SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan; SET jit = off";

    /** More would queue behind one slow statement while other connections idle. */
    private static final int PIPELINING_LIMIT = 16;

    private static final int PREPARED_STATEMENTS = 256;
    private static final int LONGEST_CACHED_SQL = 8192;
    private static final int WAITING_PER_CONNECTION = 256;
    private static final int CONNECT_TIMEOUT_MILLIS = 3000;
    private static final int DEAD_PEER_MILLIS = 8000;

    private final SqlClient statements;
    private final Pool transactions;
    private final long deadlineMillis;
    private final Availability availability = new Availability(System::nanoTime);

    private Database(Vertx vertx, DatabaseSettings settings, PgConnectOptions options) {
        String preparation = LOOKUPS_BY_INDEX + "; " + endingWhatIsAbandoned(settings);
        int pipelined = settings.poolSize() / 2;
        this.deadlineMillis = settings.deadline().toMillis();
        this.statements = PgBuilder.client()
                .with(poolOptions(pipelined))
                .with(socketOptions())
                .connectingTo(new PgConnectOptions(options).setPipeliningLimit(PIPELINING_LIMIT))
                .withConnectHandler(connection -> prepare(connection, preparation))
                .using(vertx)
                .build();
        this.transactions = PgBuilder.pool()
                .with(poolOptions(settings.poolSize() - pipelined))
                .with(socketOptions())
                .connectingTo(options)
                .withConnectHandler(connection -> prepare(connection, preparation))
                .using(vertx)
                .build();
    }

    /** Connects lazily: a Postgres that is down is told by the first statement, not here. */
    public static Database open(Vertx vertx, DatabaseSettings settings) {
        return new Database(vertx, settings, connectOptions(settings));
    }

    /** As few connections as can be, so that they fit where a server hardly does, and to be told from those of one. */
    public static Database forInspection(Vertx vertx, DatabaseSettings settings) {
        return new Database(
                vertx,
                settings.withPoolSize(DatabaseSettings.LEAST_POOL_SIZE),
                connectOptions(settings).addProperty("application_name", INSPECTION_NAME));
    }

    /** For single statements; has no deadline of its own, {@link #statement} adds it. */
    public SqlClient statements() {
        return statements;
    }

    /** For transactions; has no deadline of its own, {@link #transaction} adds it. */
    public Pool transactions() {
        return transactions;
    }

    /** Runs a statement within the deadline; a Postgres that is away or silent is {@code STORAGE_UNAVAILABLE}. */
    public <R> Future<R> statement(Function<SqlClient, Future<R>> work) {
        return told(within(work.apply(statements)));
    }

    /**
     * Runs a transaction within the deadline, again if it lost a race; after {@code STORAGE_UNAVAILABLE} it is unknown
     * whether it was committed.
     */
    public <R> Future<R> transaction(Function<SqlConnection, Future<R>> work) {
        return told(attempt(work, ATTEMPTS));
    }

    // Vert.x says that a transaction's result may be null; it is what the work gave.
    @SuppressWarnings("NullAway")
    private <R> Future<R> attempt(Function<SqlConnection, Future<R>> work, int attempts) {
        return within(transactions.withTransaction(work))
                .recover(cause -> attempts > 1 && StorageFailure.of(cause) instanceof StorageFailure.Retryable
                        ? attempt(work, attempts - 1)
                        : Future.failedFuture(cause));
    }

    private <R> Future<R> within(Future<R> work) {
        return work.timeout(deadlineMillis, TimeUnit.MILLISECONDS);
    }

    private <R> Future<R> told(Future<R> work) {
        return work.onSuccess(answer -> answered()).recover(this::translated);
    }

    private void answered() {
        if (availability.regained()) {
            LOG.info("Postgres is available again");
        }
    }

    private <R> Future<R> translated(Throwable cause) {
        if (StorageFailure.of(cause) instanceof StorageFailure.Unavailable unavailable) {
            if (availability.lost()) {
                LOG.warn("Postgres is not available: {}", unavailable.reason());
            }
            return ProblemException.failed(new Problem.StorageUnavailable(1));
        }
        return Future.failedFuture(cause);
    }

    /** Succeeds when Postgres answers. */
    public Future<Void> ping() {
        return statement(client -> client.query("SELECT 1").execute()).mapEmpty();
    }

    /** Waits for running statements, but not for a Postgres that answers nothing. */
    public Future<Void> close() {
        return Future.join(statements.close(), transactions.close())
                .timeout(deadlineMillis, TimeUnit.MILLISECONDS)
                .onFailure(failure -> LOG.warn("connections to Postgres did not close: {}", failure.toString()))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private static PgConnectOptions connectOptions(DatabaseSettings settings) {
        return settings.postgres()
                .connectOptions()
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
                .setPreparedStatementCacheSqlLimit(LONGEST_CACHED_SQL);
    }

    /** The server ends what we gave up: else an abandoned statement or transaction would keep its locks and its place. */
    private static String endingWhatIsAbandoned(DatabaseSettings settings) {
        long abandoned = settings.deadline().multipliedBy(2).toMillis();
        return "SET statement_timeout = " + abandoned + "; SET idle_in_transaction_session_timeout = " + abandoned;
    }

    /** Once a connection, and not among its startup parameters: a connection pooler in between refuses those. */
    private static void prepare(SqlConnection connection, String preparation) {
        connection
                .query(preparation)
                .execute()
                .onFailure(failure -> LOG.warn("a connection to Postgres cannot be prepared: {}", failure.toString()))
                .onComplete(prepared -> release(connection));
    }

    private static void release(SqlConnection connection) {
        connection.close().onFailure(failure -> LOG.debug("a new connection was lost at once", failure));
    }

    private PoolOptions poolOptions(int size) {
        return new PoolOptions()
                .setMaxSize(size)
                .setMaxWaitQueueSize(size * WAITING_PER_CONNECTION)
                .setConnectionTimeout((int) deadlineMillis)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /** With the native transport a peer that vanished without a word is given up after a few seconds, not after minutes. */
    private static NetClientOptions socketOptions() {
        return new NetClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setTcpUserTimeout(DEAD_PEER_MILLIS);
    }
}
