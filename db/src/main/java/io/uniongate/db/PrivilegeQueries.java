package io.uniongate.db;

import io.uniongate.db.Privileges.Held;
import io.uniongate.db.Privileges.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** What our role may do; asked of the catalogue alone, which everybody may read. */
public final class PrivilegeQueries {
    static final List<String> TABLES = List.of(
            "account_merge",
            "account_merge_item",
            "app",
            "authorization_code",
            "bulk_job",
            "contact",
            "event",
            "event_default",
            "flyway_schema_history",
            "follower",
            "hashing_key",
            "identity",
            "identity_external_id",
            "login_transaction",
            "once_only",
            "pending_registration",
            "push",
            "scan_ticket",
            "session",
            "signing_key",
            "union_identity",
            "union_scope",
            "user_profile",
            "user_redirect",
            "users",
            "wechat_grant",
            "wechat_session_key",
            "wechat_token");

    static final List<String> FUNCTIONS = List.of("ensure_event_partition");

    /**
     * A schema that may not be used is not in current_schemas(), so the path is read as it is written. Who makes a
     * partition must own the table it belongs to, and ours looks into the default one before.
     */
    private static final String READ = """
            WITH path AS (
                SELECT replace(btrim(name, ' "'), '$user', current_user) AS name, place
                FROM string_to_table(current_setting('search_path'), ',') WITH ORDINALITY AS p (name, place)
            ), home AS (
                SELECT n.oid, n.nspname
                FROM path JOIN pg_namespace n ON n.nspname = path.name
                ORDER BY NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = 'union_identity'),
                    NOT has_schema_privilege(n.oid, 'USAGE'), place
                LIMIT 1
            ), held AS (
                SELECT 'SCHEMA' AS kind, quote_ident(nspname) AS name, NULL::oid AS owner, false AS must_own,
                    ARRAY(SELECT p FROM unnest(ARRAY['USAGE', 'CREATE']) AS p
                        WHERE NOT has_schema_privilege(oid, p)) AS lacking
                FROM home
                UNION ALL
                SELECT 'TABLE', format('%I.%I', nspname, relname), relowner, relkind = 'p',
                    ARRAY(SELECT p FROM unnest(CASE WHEN relispartition THEN ARRAY['SELECT']
                            ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] END) AS p
                        WHERE NOT has_table_privilege(c.oid, p))
                FROM home JOIN pg_class c ON relnamespace = home.oid AND relname = ANY ($1) AND relkind IN ('r', 'p')
                UNION ALL
                SELECT 'FUNCTION', format('%I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(f.oid)),
                    proowner, false,
                    CASE WHEN has_function_privilege(f.oid, 'EXECUTE') THEN '{}' ELSE ARRAY['EXECUTE'] END
                FROM home JOIN pg_proc f ON pronamespace = home.oid AND proname = ANY ($2)
            )
            SELECT quote_ident(current_user) AS role, kind, name, lacking, must_own,
                CASE WHEN NOT pg_has_role(owner, 'USAGE') THEN quote_ident(pg_get_userbyid(owner)) END AS stranger
            FROM held ORDER BY array_position(ARRAY['SCHEMA', 'TABLE', 'FUNCTION'], kind), name
            """;

    private PrivilegeQueries() {}

    /** In the schema that has our tables, or would get them; nothing where there is no schema at all. */
    public static Future<Privileges> read(SqlClient client) {
        return client.preparedQuery(READ)
                .execute(Tuple.tuple()
                        .addValue(TABLES.toArray(String[]::new))
                        .addValue(FUNCTIONS.toArray(String[]::new)))
                .map(PrivilegeQueries::privileges);
    }

    private static Privileges privileges(RowSet<Row> rows) {
        String role = Rows.first(rows, row -> row.getString("role")).orElse("");
        return new Privileges(role, Rows.list(rows, PrivilegeQueries::held));
    }

    private static Held held(Row row) {
        return new Held(
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                List.of(row.getArrayOfStrings("lacking")),
                row.getString("stranger"),
                row.getBoolean("must_own"));
    }
}
