package io.uniongate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.EmbeddedServer.Durability;
import io.uniongate.db.TestPostgres;
import io.uniongate.db.TestPostgresRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What the doctor says of Postgres and of the role that a server has there; alone in its JVM, see {@link Patient}. */
@Isolated
class DoctorStorageIT {
    private static final String ALL_BUT_OWNERSHIP = "GRANT CREATE ON SCHEMA public TO %s;"
            + " GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %s";

    @AutoClose
    private final Patient patient;

    DoctorStorageIT(@TempDir Path directory) {
        patient = new Patient(directory);
    }

    @Test
    void tellsWhatACommitTakesWherePostgresKeepsIt() {
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE)) {
            patient.keeps(postgres.database());

            assertThat(told())
                    .containsPattern("database commits: each takes \\d+ ms")
                    .contains("✓ database connections: max_connections leaves room for 11 servers")
                    .contains("✓ database privileges: uniongate has all that a server needs", "✓ schema");
        }
    }

    /** The token of a third-party platform is shared by what is written, and hangs as soon as it is asked for. */
    @Test
    void breaksOverCommitsThatHangAndTellsTheRest() {
        patient.apps = """
                apps: [ { appId: wxaa00000000000001, kind: mini-program, component: wxcc00000000000001 } ]
                components: [ { appId: wxcc00000000000001, secret: s, push: { token: platformtoken,
                    encodingAesKey: abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG } } ]
                """;
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE)) {
            patient.keeps(postgres.database());
            postgres.loseStandby();

            int exit = patient.examined();

            assertThat(exit).isEqualTo(1);
            assertThat(patient.told())
                    .contains("✓ database: Postgres ", "✗ database commits: Postgres answers, but confirms none")
                    .contains("✓ database connections", "✓ database privileges", "✓ schema", "! keys, ES256")
                    .contains("app " + Patient.MINI);
        }
    }

    @Test
    void noticesAPostgresThatDoesNotKeepWhatItConfirmed() {
        patient.keeps(TestPostgres.freshDatabase());

        assertThat(told()).contains("! database commits: fsync is off:", "✓ schema");
    }

    @Test
    void noticesCommitsThatItMayNotMeasure() {
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE);
                TestPostgresRole role = TestPostgresRole.in(postgres.database(), "")) {
            role.execute(ALL_BUT_OWNERSHIP);
            role.execute("REVOKE EXECUTE ON FUNCTION pg_logical_emit_message(bool, text, text, bool) FROM PUBLIC;"
                    + " ALTER TABLE event OWNER TO %s");
            patient.keeps(role.settings());

            assertThat(told())
                    .contains("! database commits: cannot be measured: ")
                    .contains("! database privileges: " + role.name() + " has all that this release needs")
                    .contains("run 'uniongate migrate' as uniongate", "✓ schema");
        }
    }

    @Test
    void breaksOverARoleThatMayNotConnectOftenEnoughOrDeleteWhatRanOut() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "CONNECTION LIMIT 5")) {
            role.execute(ALL_BUT_OWNERSHIP);
            role.execute("ALTER TABLE event OWNER TO %s; REVOKE DELETE ON once_only FROM %s");
            patient.keeps(role.settings());

            int exit = patient.examined();

            assertThat(exit).isEqualTo(1);
            assertThat(patient.told())
                    .contains("✗ database connections: a server takes up to 17, and ALTER ROLE " + role.name()
                            + " CONNECTION LIMIT leaves it 5")
                    .contains("✗ database privileges: " + role.name() + " lacks DELETE ON public.once_only")
                    .contains("as the owner or a superuser: GRANT DELETE ON TABLE public.once_only TO " + role.name())
                    .contains("✓ schema", "! keys, ES256");
        }
    }

    @Test
    void tellsARoleThatMayReadNothingWhatItNeeds() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            patient.keeps(role.settings());

            int exit = patient.examined("--json");

            assertThat(exit).isEqualTo(1);
            assertThat(patient.broken())
                    .filteredOn(checked -> checked.getString("subject").startsWith("database"))
                    .singleElement()
                    .satisfies(checked -> {
                        assertThat(checked.getString("code")).isEqualTo("privileges.missing");
                        assertThat(checked.getString("told")).endsWith(" more");
                        assertThat(checked.getString("cure"))
                                .contains("GRANT CREATE ON SCHEMA public TO ", "GRANT INSERT ON TABLE public.event TO ")
                                .contains("ALTER TABLE public.event OWNER TO ");
                    });
            assertThat(patient.told()).doesNotContain("\"schema\"", "database.unusable");
        }
    }

    @Test
    void breaksOverAPostgresThatTakesNoWrites() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "SUPERUSER")) {
            role.execute("ALTER ROLE %s SET default_transaction_read_only = on");
            patient.keeps(role.settings());

            int exit = patient.examined();

            assertThat(exit).isEqualTo(1);
            assertThat(patient.told()).contains("✗ database commits: Postgres takes none", "✓ schema");
        }
    }

    private String told() {
        int unused = patient.examined();
        return patient.told();
    }
}
