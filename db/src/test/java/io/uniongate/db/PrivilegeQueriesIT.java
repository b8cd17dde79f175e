package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a role is told to lack is what it lacks, and the SQL that it is told gives it that. */
@ExtendWith(VertxExtension.class)
class PrivilegeQueriesIT {
    private static final String ALL_BUT_OWNERSHIP = "GRANT CREATE ON SCHEMA public TO %s;"
            + " GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %s";
    private static final List<String> TABLES = NeededPrivileges.TABLES.values().stream()
            .flatMap(List::stream)
            .sorted()
            .toList();
    private static final Instant FAR_MONTH = Instant.parse("2043-01-01T00:00:00Z");

    private final Vertx vertx;

    PrivilegeQueriesIT(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void findsNothingMissingForWhoMadeTheTables() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.shared().emptyDatabase(), "")) {
            role.execute("GRANT CREATE ON SCHEMA public TO %s");
            assertThat(new Migrations(role.settings().postgres()).migrate()).isNotEmpty();

            Privileges held = held(role);

            assertThat(held.role()).isEqualTo(role.name());
            assertThat(held.all()).hasSize(1 + TABLES.size() + NeededPrivileges.FUNCTIONS.size());
            assertThat(Stream.of(held.missing(), held.grants(), held.strangers()))
                    .allSatisfy(lack -> assertThat(lack).isEmpty());
        }
    }

    @Test
    void knowsEveryTableAndFunction() {
        DatabaseSettings settings = TestPostgres.freshDatabase();

        List<String> tables = names(settings, """
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                    AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname !~ '^event_\\d' ORDER BY 1
                """);
        List<String> functions =
                names(settings, "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1");

        assertThat(TABLES).isEqualTo(tables);
        assertThat(NeededPrivileges.FUNCTIONS).isEqualTo(functions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO %s; REVOKE SELECT ON event_default, push FROM %s",
                "GRANT SELECT ON session TO %s",
                "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
                "REVOKE EXECUTE ON FUNCTION ensure_event_partition FROM PUBLIC",
                "ALTER TABLE event OWNER TO %s",
            })
    void lacksNothingOnceItGotWhatItWasToldToAskFor(String before) {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            role.execute("CREATE TABLE of_others (id int)");
            role.execute(before);
            Privileges held = held(role);

            held.grants().forEach(role::execute);

            assertThat(held.readable()).isFalse();
            assertThat(held.missing()).isNotEmpty();
            assertThat(held.grants())
                    .allSatisfy(grant -> assertThat(grant).doesNotContain("ALL TABLES", "GRANT uniongate"));
            assertThat(held(role).missing()).isEmpty();
            assertThat(held(role).strangers()).containsExactly("uniongate");
            assertThat(new Migrations(role.settings().postgres()).migrate()).isEmpty();
            makeMonth(role);
        }
    }

    /** As where Postgres is somebody else's: its administrator made both roles, and nobody is a superuser. */
    @ParameterizedTest
    @ValueSource(strings = {"", "NOINHERIT"})
    void sharesTheTablesOfAnOwnerWhomAnAdministratorOfTheRolesLetsItJoin(String options) {
        DatabaseSettings settings = TestPostgres.shared().emptyDatabase();
        try (TestPostgresRole administrator = TestPostgresRole.in(settings, "CREATEROLE");
                TestPostgresRole owner = TestPostgresRole.in(settings, "");
                TestPostgresRole role = TestPostgresRole.in(settings, options)) {
            owner.execute("GRANT CREATE ON SCHEMA public TO %s");
            owner.execute("GRANT %s TO " + administrator.name() + " WITH ADMIN OPTION");
            assertThat(new Migrations(owner.settings().postgres()).migrate()).isNotEmpty();
            role.execute("GRANT CREATE ON SCHEMA public TO %s");
            Privileges held = held(role);

            held.grants().forEach(statement -> run(administrator, statement));

            assertThat(held.needsMembership()).isTrue();
            assertThat(held.grants())
                    .containsExactly("GRANT " + owner.name() + " TO " + role.name() + " WITH INHERIT TRUE");
            assertThat(Stream.of(held(role).missing(), held(role).strangers()))
                    .allSatisfy(lack -> assertThat(lack).isEmpty());
            assertThat(held(owner).missing()).isEmpty();
            makeMonth(role);
        }
    }

    /** As where Postgres is somebody else's, and the one account it comes with made the tables and the server's role. */
    @Test
    void isGivenTheEventsByAnOwnerWhoMadeItAndWhomNobodyMayJoin() {
        DatabaseSettings settings = TestPostgres.shared().emptyDatabase();
        try (TestPostgresRole owner = TestPostgresRole.in(settings, "CREATEROLE");
                TestPostgresRole role = TestPostgresRole.madeBy(owner)) {
            owner.execute("GRANT CREATE ON SCHEMA public TO %s");
            role.execute("GRANT CREATE ON SCHEMA public TO %s");
            assertThat(new Migrations(owner.settings().postgres()).migrate()).isNotEmpty();
            Privileges held = held(role);

            held.grants().forEach(statement -> run(owner, statement));

            assertThat(held.needsMembership()).isFalse();
            assertThat(held.grants())
                    .contains("GRANT " + role.name() + " TO " + owner.name())
                    .last()
                    .isEqualTo("ALTER TABLE public.event OWNER TO " + role.name());
            assertThat(held(role).missing()).isEmpty();
            makeMonth(role);
        }
    }

    @Test
    void lacksWhatAMembershipDoesNotGiveThatInheritsNothing() {
        DatabaseSettings settings = TestPostgres.shared().emptyDatabase();
        try (TestPostgresRole owner = TestPostgresRole.in(settings, "");
                TestPostgresRole role = TestPostgresRole.in(settings, "")) {
            owner.execute("GRANT CREATE ON SCHEMA public TO %s");
            assertThat(new Migrations(owner.settings().postgres()).migrate()).isNotEmpty();
            role.execute("GRANT " + owner.name() + " TO %s WITH INHERIT FALSE");
            List<String> missing = held(role).missing();

            held(role).grants().forEach(role::execute);

            assertThat(missing).contains("OWNER OF public.event");
            assertThat(held(role).missing()).isEmpty();
            makeMonth(role);
        }
    }

    @Test
    void leavesALogToWhichNothingButMoreCanBeWrittenAsItIs() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            role.execute(ALL_BUT_OWNERSHIP);
            role.execute("ALTER TABLE event OWNER TO %s; REVOKE UPDATE, DELETE, TRUNCATE ON event FROM %s");

            assertThat(held(role).missing()).isEmpty();
            makeMonth(role);
        }
    }

    @Test
    void namesAPrivilegeOnOneTable() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            role.execute(ALL_BUT_OWNERSHIP);
            role.execute("ALTER TABLE event OWNER TO %s; REVOKE DELETE, INSERT ON session, push FROM %s");

            Privileges held = held(role);

            assertThat(held.readable()).isTrue();
            assertThat(held.missing()).containsExactly("INSERT, DELETE ON public.push", "INSERT ON public.session");
            assertThat(held.grants())
                    .containsExactly(
                            "GRANT INSERT, DELETE ON TABLE public.push TO " + role.name(),
                            "GRANT INSERT ON TABLE public.session TO " + role.name());
        }
    }

    @Test
    void wantsTheOwnerOfTheEventsBecauseNobodyElseMakesTheirPartitions() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            role.execute(ALL_BUT_OWNERSHIP);

            Privileges held = held(role);

            assertThat(held.missing()).containsExactly("OWNER OF public.event");
            assertThat(held.needsMembership()).isFalse();
            assertThat(held.grants()).containsExactly("ALTER TABLE public.event OWNER TO " + role.name());
            assertThatThrownBy(() -> makeMonth(role)).hasMessageContaining("must be owner of table event");
        }
    }

    @Test
    void wantsLeaveToMakeTablesWhereThereAreNone() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.shared().emptyDatabase(), "")) {
            Privileges held = held(role);

            held.grants().forEach(role::execute);

            assertThat(held.missing()).containsExactly("CREATE ON public");
            assertThat(new Migrations(role.settings().postgres()).migrate()).isNotEmpty();
        }
    }

    @Test
    void looksInTheSchemaOfTheSearchPath() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.shared().emptyDatabase(), "")) {
            role.execute("CREATE SCHEMA \"of, it\"; ALTER ROLE %s SET search_path = nowhere, \"of it\", public");
            role.execute("CREATE SCHEMA \"of it\"");

            assertThat(held(role).missing()).containsExactly("CREATE ON public");
            role.execute("GRANT USAGE ON SCHEMA \"of it\" TO %s");
            assertThat(held(role).missing()).containsExactly("CREATE ON \"of it\"");
        }
    }

    @Test
    void findsNothingWhereThereIsNoSchema() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.shared().emptyDatabase(), "")) {
            role.execute("ALTER ROLE %s SET search_path = nowhere");

            assertThat(held(role)).isEqualTo(new Privileges(role.name(), List.of()));
            assertThat(held(role).homeless()).isTrue();
            assertThat(held(role).readable()).isFalse();
        }
    }

    private Privileges held(TestPostgresRole role) {
        return as(
                role.settings(),
                database -> database.statement(PrivilegeQueries::read).await());
    }

    private void makeMonth(TestPostgresRole role) {
        as(
                role.settings(),
                database -> database.statement(client -> EventQueries.ensurePartitions(client, FAR_MONTH))
                        .await());
    }

    private void run(TestPostgresRole who, String statement) {
        as(
                who.settings(),
                database -> database.statement(client -> client.query(statement).execute())
                        .<Void>mapEmpty()
                        .await());
    }

    private List<String> names(DatabaseSettings settings, String sql) {
        return as(
                settings,
                database -> database.statement(client -> client.query(sql).execute())
                        .map(rows -> Rows.list(rows, row -> row.getString(0)))
                        .await());
    }

    private <R> R as(DatabaseSettings settings, Function<Database, R> work) {
        Database database = Database.open(vertx, settings);
        try {
            return work.apply(database);
        } finally {
            database.close().await();
        }
    }
}
