package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.uniongate.app.doctor.Checked.Verdict;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.EmbeddedServer.Durability;
import io.uniongate.db.Sealer;
import io.uniongate.db.TestPostgres;
import io.uniongate.db.TestPostgresRole;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is still told of a database in which one look fails. */
@ExtendWith(VertxExtension.class)
class StorageChecksIT {
    private static final Sealer SEALER =
            Sealer.from(List.of(new Secret("k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));

    private final Vertx vertx;

    StorageChecksIT(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void breakOverCommitsThatWaitForAStandbyThatIsGoneAndTellTheRest() {
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE)) {
            DatabaseSettings settings = postgres.database().withDeadline(Duration.ofSeconds(2));
            postgres.loseStandby();

            List<Checked> told = told(settings);

            assertThat(told)
                    .extracting(Checked::code)
                    .containsExactly(
                            "database.answers",
                            "commits.hang",
                            "connections.enough",
                            "privileges.enough",
                            "schema.current",
                            "keys.none",
                            "keys.none");
            assertThat(told.get(1).cure(Locale.ENGLISH))
                    .hasValueSatisfying(cure -> assertThat(cure).contains("synchronous_standby_names", "disk"));
        }
    }

    @Test
    void nameWhatCouldNotBeLookedAtAndTellTheRest() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            role.execute("GRANT CREATE ON SCHEMA public TO %s; GRANT ALL ON ALL TABLES IN SCHEMA public TO %s;"
                    + " ALTER TABLE event OWNER TO %s; REVOKE SELECT ON pg_stat_activity FROM PUBLIC");

            List<Checked> told = told(role.settings());

            assertThat(told)
                    .filteredOn(checked -> checked.code().equals("database.unseen"))
                    .extracting(Checked::verdict)
                    .containsExactly(Verdict.NOTICE);
            assertThat(bySubject(told))
                    .contains(
                            entry(
                                    "database connections",
                                    "could not be looked at:"
                                            + " ERROR: permission denied for view pg_stat_activity (42501)"),
                            entry("schema", "is this release's"),
                            entry("keys, HS256", "none is made yet"));
        }
    }

    @Test
    void breakOverASearchPathThatLeadsNowhere() {
        try (TestPostgresRole role = TestPostgresRole.in(TestPostgres.freshDatabase(), "")) {
            role.execute("ALTER ROLE %s SET search_path = nowhere");

            List<Checked> told = told(role.settings());

            assertThat(told).last().satisfies(checked -> {
                assertThat(checked.code()).isEqualTo("privileges.nowhere");
                assertThat(checked.cure(Locale.ENGLISH))
                        .hasValueSatisfying(cure ->
                                assertThat(cure).contains("ALTER ROLE " + role.name() + " SET search_path = public"));
            });
        }
    }

    private static Map<String, String> bySubject(List<Checked> told) {
        return told.stream()
                .collect(Collectors.toMap(
                        checked -> checked.subject().in(Locale.ENGLISH), checked -> checked.told(Locale.ENGLISH)));
    }

    private List<Checked> told(DatabaseSettings settings) {
        Database database = Database.forInspection(vertx, settings);
        try {
            return new StorageChecks(vertx, database, settings, SEALER, WeChatApps.of(List.of()), Clock.systemUTC())
                    .all()
                    .await();
        } finally {
            database.close().await();
        }
    }
}
