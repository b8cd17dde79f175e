package io.uniongate.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Somebody who is not the superuser, in one database of {@link TestPostgres}; the name needs quotes in SQL. */
public final class TestPostgresRole implements AutoCloseable {
    private final DatabaseSettings database;
    private final String name = "Role-" + UUID.randomUUID().toString().substring(0, 8);

    private TestPostgresRole(DatabaseSettings database) {
        this.database = database;
    }

    /** With options as {@code CREATE ROLE} takes them; may connect, and has what everybody has. */
    public static TestPostgresRole in(DatabaseSettings database, String options) {
        TestPostgresRole role = new TestPostgresRole(database);
        role.execute("CREATE ROLE %s LOGIN PASSWORD '" + role.name + "' " + options);
        return role;
    }

    /** One that this role makes, which may make roles. */
    static TestPostgresRole madeBy(TestPostgresRole maker) {
        TestPostgresRole role = new TestPostgresRole(maker.database);
        execute(maker.settings(), "CREATE ROLE " + role.name() + " LOGIN PASSWORD '" + role.name + "'");
        return role;
    }

    /** As SQL spells it. */
    public String name() {
        return '"' + name + '"';
    }

    /** The database, for this role. */
    public DatabaseSettings settings() {
        String all = database.postgres().reveal().reveal();
        return database.withUrl(PostgresUrl.of(all.replaceFirst("//[^@]*@", "//" + name + ":" + name + "@")));
    }

    /** Runs SQL in the database as its superuser, with the role's name for {@code %s}. */
    public void execute(String sql) {
        execute(database, sql.replace("%s", name()));
    }

    private static void execute(DatabaseSettings as, String sql) {
        try (Connection connection = as.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        execute("REASSIGN OWNED BY %s TO CURRENT_USER; DROP OWNED BY %s; DROP ROLE %s");
    }
}
