package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.push.Push;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inbox of WeChat's events; leases are by Postgres's clock, which all nodes share. */
public final class PushQueries {
    /** How many one claim takes: few enough to be done within a lease. */
    public static final int PORTION = 20;

    private static final Map<Class<? extends Push.Event>, String> TYPES = Map.of(
            Push.Subscribed.class, "SUBSCRIBED",
            Push.Scanned.class, "SCANNED",
            Push.Unsubscribed.class, "UNSUBSCRIBED",
            Push.ProfileModified.class, "PROFILE_MODIFIED",
            Push.AuthorizationRevoked.class, "AUTHORIZATION_REVOKED",
            Push.AuthorizationCancelled.class, "AUTHORIZATION_CANCELLED");
    private static final String ACCEPT = """
            INSERT INTO push (key_hash, type, app_id, openid, at, scene, items, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + interval '1 minute')
            ON CONFLICT (key_hash) DO NOTHING
            """;
    // The lease grows with each attempt, so that what cannot be done is not tried without a pause.
    private static final String CLAIM = """
            UPDATE push SET attempts = attempts + 1,
                due_at = clock_timestamp() + least(attempts + 2, 60) * interval '1 minute'
            WHERE key_hash IN (SELECT key_hash FROM push
                WHERE expires_at IS NULL AND due_at < clock_timestamp()
                ORDER BY due_at LIMIT %d FOR UPDATE SKIP LOCKED)
            RETURNING key_hash
            """.formatted(PORTION);
    private static final String TAKE = "SELECT * FROM push WHERE key_hash = $1 AND expires_at IS NULL FOR UPDATE";
    private static final String FINISH =
            "UPDATE push SET expires_at = $2, openid = NULL, scene = NULL, items = NULL WHERE key_hash = $1";

    private PushQueries() {}

    /** Stores an event under a first lease; tells whether it is new. */
    public static Future<Boolean> accept(SqlClient client, Buffer keyHash, Push.Event event) {
        return client.preparedQuery(ACCEPT)
                .execute(Tuple.of(keyHash, TYPES.get(event.getClass()))
                        .addValue(event.app().value())
                        .addValue(event.openId().value())
                        .addValue(time(event.at()))
                        .addValue(scene(event))
                        .addValue(items(event)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Some of what was left undone past its lease, for nobody else until the next. */
    public static Future<List<Buffer>> claim(SqlClient client) {
        return client.query(CLAIM).execute().map(rows -> Rows.list(rows, row -> row.getBuffer("key_hash")));
    }

    /** Locks an event that is still undone. */
    public static Future<Optional<Push.Event>> take(SqlClient tx, Buffer keyHash) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(keyHash)).map(rows -> Rows.first(rows, PushQueries::event));
    }

    /** Marks an event as done and forgets whom it was about. */
    public static Future<Void> finish(SqlClient tx, Buffer keyHash, Instant expiresAt) {
        return tx.preparedQuery(FINISH)
                .execute(Tuple.of(keyHash, time(expiresAt)))
                .mapEmpty();
    }

    private static @Nullable String scene(Push.Event event) {
        if (event instanceof Push.Subscribed subscribed) {
            return subscribed.scene();
        }
        return event instanceof Push.Scanned scanned ? scanned.scene() : null;
    }

    private static Integer @Nullable [] items(Push.Event event) {
        return event instanceof Push.AuthorizationRevoked revoked
                ? revoked.items().toArray(Integer[]::new)
                : null;
    }

    private static Push.Event event(Row row) {
        AppId app = new AppId(row.getString("app_id"));
        OpenId openId = new OpenId(row.getString("openid"));
        Instant at = row.getOffsetDateTime("at").toInstant();
        String type = row.getString("type");
        return switch (type) {
            case "SUBSCRIBED" -> new Push.Subscribed(app, openId, at, row.getString("scene"));
            case "SCANNED" -> new Push.Scanned(app, openId, at, row.getString("scene"));
            case "UNSUBSCRIBED" -> new Push.Unsubscribed(app, openId, at);
            case "PROFILE_MODIFIED" -> new Push.ProfileModified(app, openId, at);
            case "AUTHORIZATION_REVOKED" ->
                new Push.AuthorizationRevoked(app, openId, at, Set.of(row.getArrayOfIntegers("items")));
            case "AUTHORIZATION_CANCELLED" -> new Push.AuthorizationCancelled(app, openId, at);
            default -> throw new IllegalStateException("No event is called " + type);
        };
    }
}
