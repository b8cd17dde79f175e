package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked for on each table is what the SQL of this module does there, as Postgres itself judges it. */
@ExtendWith(VertxExtension.class)
class NeededPrivilegesIT {
    private static final Pattern DENIED = Pattern.compile("permission denied for table (\\w+)");
    private static final Pattern TEMPLATE = Pattern.compile("%(\\d\\$)?[ds]");
    private static final String SYNTAX_ERROR = "42601";

    /** Read by Flyway, and by a function; neither is SQL of this module. */
    private static final Map<String, Set<String>> ELSEWHERE =
            Map.of("event_default", Set.of("SELECT"), "flyway_schema_history", Set.of("SELECT"));

    @Test
    void areThoseWithoutWhichPostgresRefusesAStatement(Vertx vertx) throws Exception {
        List<String> statements =
                constants().filter(text -> !TEMPLATE.matcher(text).find()).toList();
        Map<String, Set<String>> needed = new TreeMap<>(ELSEWHERE);

        for (String privilege : List.of("SELECT", "INSERT", "UPDATE", "DELETE")) {
            refused(vertx, statements, privilege)
                    .forEach(table -> needed.computeIfAbsent(table, none -> new TreeSet<>())
                            .add(privilege));
        }

        assertThat(asked()).isEqualTo(needed);
    }

    private static Map<String, Set<String>> asked() {
        Map<String, Set<String>> asked = new TreeMap<>();
        NeededPrivileges.TABLES.forEach((privileges, tables) ->
                tables.forEach(table -> asked.put(table, new TreeSet<>(List.of(privileges.split(", "))))));
        return asked;
    }

    /** The tables on which a role that has everything but this privilege is refused, one after another. */
    private static Set<String> refused(Vertx vertx, List<String> statements, String privilege) {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            role.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO %s; REVOKE " + privilege
                    + " ON ALL TABLES IN SCHEMA public FROM %s");
            Database database = Database.open(vertx, role.settings());
            Set<String> tables = new TreeSet<>();
            for (String statement : statements) {
                for (String denied = denied(database, statement); !denied.isEmpty(); ) {
                    assertThat(tables.add(denied)).as(denied).isTrue();
                    role.execute("GRANT " + privilege + " ON " + denied + " TO %s");
                    denied = denied(database, statement);
                }
            }
            database.close().await();
            return tables;
        }
    }

    /** The plan alone already asks for leave; constants that are no whole statement are no SQL to Postgres. */
    private static String denied(Database database, String statement) {
        try {
            database.statement(client ->
                            client.query("EXPLAIN (GENERIC_PLAN) " + statement).execute())
                    .await();
            return "";
        } catch (PgException refusal) {
            Matcher denied = DENIED.matcher(String.valueOf(refusal.getErrorMessage()));
            assertThat(denied.find() || SYNTAX_ERROR.equals(refusal.getSqlState()))
                    .as(refusal.getMessage() + ": " + statement)
                    .isTrue();
            return SYNTAX_ERROR.equals(refusal.getSqlState()) ? "" : denied.group(1);
        }
    }

    private static Stream<String> constants() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path classes = Path.of(Database.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/uniongate/db");
        List<String> statements = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(classes, "*.class")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replaceFirst("\\.class$", "");
                for (Field field : Class.forName("io.uniongate.db." + name).getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        texts(field.get(null)).forEach(statements::add);
                    }
                }
            }
        }
        return statements.stream();
    }

    private static Stream<String> texts(Object constant) {
        if (constant instanceof Map<?, ?> map) {
            return texts(map.values());
        }
        return constant instanceof Collection<?> many
                ? many.stream().flatMap(NeededPrivilegesIT::texts)
                : Stream.of(constant).filter(String.class::isInstance).map(String.class::cast);
    }
}
