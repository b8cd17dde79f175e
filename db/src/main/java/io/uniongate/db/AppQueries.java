package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.registration.WeChatApp;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mirrors the configured apps, for foreign keys and for the scope that makes their unionids comparable. */
public final class AppQueries {
    private static final Logger LOG = LoggerFactory.getLogger(AppQueries.class);
    private static final String MIRROR_SCOPES =
            "INSERT INTO union_scope (name) SELECT DISTINCT unnest($1::text[]) ORDER BY 1 ON CONFLICT (name) DO NOTHING";
    // An app that moved to another Open Platform account has other unionids from now on. What was learned before stays
    // with its own scope and is compared with nothing; each identity learns anew when its person comes or is asked for.
    private static final String MIRROR_APPS = """
            WITH configured AS (
                SELECT a.app_id, a.kind, a.scope, s.id AS union_scope_id
                FROM unnest($1::text[], $2::text[], $3::text[]) AS a (app_id, kind, scope)
                LEFT JOIN union_scope s ON s.name = a.scope
            ), moved AS (
                SELECT c.app_id, s.name AS before, c.scope AS after
                FROM configured c JOIN app a ON a.app_id = c.app_id JOIN union_scope s ON s.id = a.union_scope_id
                WHERE c.union_scope_id IS DISTINCT FROM a.union_scope_id
            ), mirrored AS (
                INSERT INTO app (app_id, kind, union_scope_id)
                SELECT app_id, kind, union_scope_id FROM configured ORDER BY app_id
                ON CONFLICT (app_id) DO UPDATE SET kind = excluded.kind, union_scope_id = excluded.union_scope_id
            ), told AS (
                INSERT INTO event (occurred_at, type, app_id, actor, data)
                SELECT now(), 'app.open_platform_changed', app_id, 'configuration',
                    jsonb_build_object('before', before, 'after', after)
                FROM moved
            )
            SELECT app_id, before, after FROM moved ORDER BY app_id
            """;
    private static final String SCOPES = "SELECT app_id, union_scope_id FROM app WHERE union_scope_id IS NOT NULL";
    private static final String NOTE_RETURN = """
            UPDATE app SET returned_to = $2, returned_at = $3
            WHERE app_id = $1 AND (returned_at IS NULL OR returned_at < $3)
            """;
    private static final String RETURNS = "SELECT app_id, returned_at FROM app WHERE returned_to = $1";

    private AppQueries() {}

    /** Writes the apps and answers the scope of each that is bound to an Open Platform account. */
    public static Future<Map<AppId, Short>> mirror(SqlClient client, Collection<WeChatApp> configured) {
        List<WeChatApp> apps = List.copyOf(configured);
        String[] ids = apps.stream().map(app -> app.id().value()).toArray(String[]::new);
        String[] kinds = apps.stream().map(app -> app.kind().label()).toArray(String[]::new);
        @Nullable String[] scopes = apps.stream().map(AppQueries::scope).toArray(String[]::new);
        String[] names = apps.stream()
                .map(AppQueries::scope)
                .filter(java.util.Objects::nonNull)
                .toArray(String[]::new);
        return client.preparedQuery(MIRROR_SCOPES)
                .execute(Tuple.tuple().addValue(names))
                .compose(done -> client.preparedQuery(MIRROR_APPS).execute(Tuple.of(ids, kinds, scopes)))
                .onSuccess(moved -> moved.forEach(AppQueries::warn))
                .compose(done -> scopes(client));
    }

    /** Notes that WeChat has sent a person back to this domain. */
    public static Future<Void> noteReturn(SqlClient client, AppId app, String domain, Instant now) {
        return client.preparedQuery(NOTE_RETURN)
                .execute(Tuple.of(app.value(), domain, time(now)))
                .mapEmpty();
    }

    /** When WeChat last sent a person back to this domain, for each app of which it was the last domain. */
    public static Future<Map<AppId, Instant>> returns(SqlClient client, String domain) {
        return client.preparedQuery(RETURNS).execute(Tuple.of(domain)).map(rows -> {
            Map<AppId, Instant> returns = new HashMap<>();
            rows.forEach(row -> returns.put(
                    new AppId(row.getString("app_id")),
                    row.getOffsetDateTime("returned_at").toInstant()));
            return Map.copyOf(returns);
        });
    }

    private static void warn(Row moved) {
        LOG.warn(
                "{} has moved from the Open Platform account '{}' to '{}': its people's unionids are learned anew",
                moved.getString("app_id"),
                moved.getString("before"),
                moved.getString("after"));
    }

    private static Future<Map<AppId, Short>> scopes(SqlClient client) {
        return client.query(SCOPES).execute().map(rows -> {
            Map<AppId, Short> scopes = new HashMap<>();
            rows.forEach(row -> scopes.put(new AppId(row.getString("app_id")), row.getShort("union_scope_id")));
            return Map.copyOf(scopes);
        });
    }

    private static @Nullable String scope(WeChatApp app) {
        OpenPlatform platform = app.openPlatform();
        return platform == null ? null : platform.value();
    }
}
