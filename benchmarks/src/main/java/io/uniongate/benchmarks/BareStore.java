package io.uniongate.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** The fewest rows a login can leave behind, in one statement and one commit for each request. */
final class BareStore {
    static final String SCHEMA = """
            CREATE TABLE account (id uuid PRIMARY KEY, created_at timestamptz NOT NULL);
            CREATE TABLE person (openid text PRIMARY KEY, user_id uuid NOT NULL);
            CREATE TABLE session (
                id uuid PRIMARY KEY,
                user_id uuid NOT NULL,
                client_id text NOT NULL,
                refresh_counter integer NOT NULL,
                created_at timestamptz NOT NULL,
                rotated_at timestamptz NOT NULL,
                idle_expires_at timestamptz NOT NULL
            ) WITH (fillfactor = 70);
            """;
    private static final String KNOWN = """
            INSERT INTO session SELECT $1, user_id, $3, 0, $4, $4, $5 FROM person WHERE openid = $2
            RETURNING user_id
            """;
    private static final String NEW = """
            WITH born AS (
                INSERT INTO account VALUES ($6, $4)
            ), met AS (
                INSERT INTO person VALUES ($2, $6)
            )
            INSERT INTO session VALUES ($1, $6, $3, 0, $4, $4, $5) RETURNING user_id
            """;
    private static final String REFRESH = """
            UPDATE session SET refresh_counter = refresh_counter + 1, rotated_at = $3, idle_expires_at = $4
            WHERE id = $1 AND refresh_counter = $2
            RETURNING user_id
            """;
    private static final String FIND = "SELECT created_at FROM account WHERE id = $1";

    private static final int PIPELINING_LIMIT = 16;
    private static final int SESSION_DAYS = 30;

    private final SqlClient client;

    private BareStore(SqlClient client) {
        this.client = client;
    }

    static BareStore open(Vertx vertx, String url, int connections) {
        return new BareStore(PgBuilder.client()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(PgConnectOptions.fromUri(url)
                        .addProperty("plan_cache_mode", "force_generic_plan")
                        .setCachePreparedStatements(true)
                        .setPipeliningLimit(PIPELINING_LIMIT))
                .using(vertx)
                .build());
    }

    /** A new session of somebody known; answers who it is. */
    Future<UUID> signIn(UUID session, String openId, String appId) {
        OffsetDateTime now = now();
        return client.preparedQuery(KNOWN)
                .execute(Tuple.of(session, openId, appId, now, now.plusDays(SESSION_DAYS)))
                .map(BareStore::user);
    }

    Future<UUID> signUp(UUID session, String openId, String appId, UUID user) {
        OffsetDateTime now = now();
        return client.preparedQuery(NEW)
                .execute(Tuple.of(session, openId, appId, now, now.plusDays(SESSION_DAYS), user))
                .map(BareStore::user);
    }

    Future<UUID> refresh(UUID session, int counter) {
        OffsetDateTime now = now();
        return client.preparedQuery(REFRESH)
                .execute(Tuple.of(session, counter, now, now.plusDays(SESSION_DAYS)))
                .map(BareStore::user);
    }

    Future<OffsetDateTime> find(UUID user) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(user))
                .map(rows -> rows.iterator().next().getOffsetDateTime(0));
    }

    private static UUID user(RowSet<Row> rows) {
        return rows.iterator().next().getUUID(0);
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
