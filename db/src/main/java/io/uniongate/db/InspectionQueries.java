package io.uniongate.db;

import io.uniongate.contract.AppId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What somebody wants to know who looks for mistakes, read and never written. */
public final class InspectionQueries {
    private static final String SERVER =
            "SELECT current_setting('server_version') AS version, clock_timestamp() AS now";
    private static final String BINDINGS = """
            SELECT i.app_id, count(*) AS people, count(i.unionid) AS with_unionid
            FROM unnest($1::text[]) AS a (app_id)
            CROSS JOIN LATERAL (
                SELECT app_id, unionid FROM identity WHERE app_id = a.app_id ORDER BY openid LIMIT 1000
            ) AS i
            GROUP BY i.app_id
            ORDER BY i.app_id
            """;

    private InspectionQueries() {}

    /** The server, and its clock. */
    public record Server(String version, Instant now) {}

    /** How many of an app's people, a thousand at most, WeChat named a unionid for. */
    public record Binding(AppId app, long people, long withUnionId) {}

    public static Future<Server> server(SqlClient client) {
        return client.query(SERVER)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Server(
                        row.getString("version"), row.getOffsetDateTime("now").toInstant()));
    }

    /** Of each of these apps that has any people. */
    public static Future<List<Binding>> bindings(SqlClient client, Collection<AppId> apps) {
        String[] ids = apps.stream().map(AppId::value).toArray(String[]::new);
        return client.preparedQuery(BINDINGS)
                .execute(Tuple.tuple().addValue(ids))
                .map(rows -> Rows.list(rows, InspectionQueries::binding));
    }

    private static Binding binding(Row row) {
        return new Binding(new AppId(row.getString("app_id")), row.getLong("people"), row.getLong("with_unionid"));
    }
}
