package io.uniongate.db;

import io.uniongate.db.Privileges.Held;
import io.uniongate.db.Privileges.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What our role may do; asked of the catalogue alone, which everybody may read. */
public final class PrivilegeQueries {
    /**
     * A schema that may not be used is not in current_schemas(), so the path is read as it is written. Who makes a
     * partition must own the table it belongs to, itself or as a member that inherits from the owner: before Postgres
     * 16 the role says whether it does, since then each membership. Nobody becomes a member of a superuser for it, nor
     * of who administers the roles, and nobody can of its own member: such an owner gives the table away, which takes
     * that it may act as the new one.
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
                    ARRAY(SELECT p FROM string_to_table(privileges, ', ') AS p WHERE NOT has_table_privilege(c.oid, p))
                FROM unnest($1::text[], $2::text[]) AS needed (relname, privileges) JOIN pg_class c USING (relname)
                    JOIN home ON relnamespace = home.oid
                WHERE relkind IN ('r', 'p')
                UNION ALL
                SELECT 'FUNCTION', format('%I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(f.oid)),
                    proowner, false,
                    CASE WHEN has_function_privilege(f.oid, 'EXECUTE') THEN '{}' ELSE ARRAY['EXECUTE'] END
                FROM home JOIN pg_proc f ON pronamespace = home.oid AND proname = ANY ($3)
            )
            SELECT quote_ident(me.rolname) AS role, kind, name, lacking, must_own, quote_ident(o.rolname) AS stranger,
                CASE WHEN NOT must_own OR o.rolsuper IS DISTINCT FROM false
                            OR o.rolcreaterole OR pg_has_role(o.oid, me.oid, 'MEMBER') THEN NULL
                    WHEN current_setting('server_version_num')::int >= 160000
                        THEN format('GRANT %I TO %I WITH INHERIT TRUE', o.rolname, me.rolname)
                    WHEN me.rolinherit THEN format('GRANT %I TO %I', o.rolname, me.rolname)
                    ELSE format('ALTER ROLE %2$I INHERIT; GRANT %1$I TO %2$I', o.rolname, me.rolname)
                END AS membership,
                CASE WHEN must_own AND NOT o.rolsuper AND (o.rolcreaterole OR pg_has_role(o.oid, me.oid, 'MEMBER'))
                    THEN format('GRANT %I TO %I', me.rolname, o.rolname) END AS reversed
            FROM pg_roles me LEFT JOIN held ON true
                LEFT JOIN pg_roles o ON o.oid = owner AND NOT pg_has_role(o.oid, 'USAGE')
            WHERE me.rolname = current_user
            ORDER BY array_position(ARRAY['SCHEMA', 'TABLE', 'FUNCTION'], kind), name
            """;

    private PrivilegeQueries() {}

    /** In the schema that has our tables, or would get them; nothing where there is no schema at all. */
    public static Future<Privileges> read(SqlClient client) {
        List<String> tables = new ArrayList<>();
        List<String> privileges = new ArrayList<>();
        NeededPrivileges.TABLES.forEach((needed, some) -> some.forEach(table -> {
            tables.add(table);
            privileges.add(needed);
        }));
        return client.preparedQuery(READ)
                .execute(Tuple.tuple()
                        .addValue(tables.toArray(String[]::new))
                        .addValue(privileges.toArray(String[]::new))
                        .addValue(NeededPrivileges.FUNCTIONS.toArray(String[]::new)))
                .map(PrivilegeQueries::privileges);
    }

    /** Of a role that has no schema there is one row, with no thing in it. */
    private static Privileges privileges(RowSet<Row> rows) {
        String role = Rows.first(rows, row -> row.getString("role")).orElseThrow();
        boolean nothing = Rows.first(rows, row -> row.getString("kind")).isEmpty();
        return new Privileges(role, nothing ? List.of() : Rows.list(rows, PrivilegeQueries::held));
    }

    private static Held held(Row row) {
        return new Held(
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                List.of(row.getArrayOfStrings("lacking")),
                row.getString("stranger"),
                row.getBoolean("must_own"),
                row.getString("membership"),
                row.getString("reversed"));
    }
}
