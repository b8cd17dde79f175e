package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.ConnectionQueries.Limit;
import io.uniongate.db.ConnectionQueries.Room;
import io.uniongate.db.EmbeddedServer.Durability;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which limit lets how many connections be, and who is counted under it. */
@ExtendWith(VertxExtension.class)
class ConnectionQueriesIT {
    private final DatabaseSettings settings = TestPostgres.shared().emptyDatabase();
    private final String name = settings.postgres().database();
    private final Vertx vertx;

    ConnectionQueriesIT(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void countsWhatIsReservedForOthersAsLost() {
        try (TestPostgresRole role = TestPostgresRole.in(settings, "")) {
            List<Limit> limits = limits(role.settings());

            assertThat(limits).singleElement().satisfies(limit -> {
                assertThat(limit.setting()).isEqualTo("max_connections");
                assertThat(limit.allowed()).isEqualTo(197);
            });
        }
    }

    @Test
    void findsASuperuserUnderNoOtherLimit() {
        try (TestPostgresRole role = TestPostgresRole.in(settings, "SUPERUSER CONNECTION LIMIT 5")) {
            role.execute("ALTER DATABASE " + name + " CONNECTION LIMIT 7");

            assertThat(limits(role.settings())).extracting(Limit::allowed).containsExactly(200);
        }
    }

    @Test
    void countsUnderTheLimitOfTheRoleWhatThatHas() {
        try (TestPostgresRole role = TestPostgresRole.in(settings, "CONNECTION LIMIT 5")) {
            Database server = connected(role.settings());

            List<Limit> limits = limits(role.settings());
            server.close().await();

            assertThat(limits).contains(new Limit("ALTER ROLE " + role.name() + " CONNECTION LIMIT", 5, 1));
        }
    }

    @Test
    void countsUnderTheLimitOfTheDatabaseWhatOthersHaveToo() {
        try (TestPostgresRole role = TestPostgresRole.in(settings, "")) {
            role.execute("ALTER DATABASE " + name + " CONNECTION LIMIT 7");
            Database superuser = connected(settings);
            Database server = connected(role.settings());

            List<Limit> limits = limits(role.settings());
            superuser.close().await();
            server.close().await();

            assertThat(limits).last().satisfies(limit -> {
                assertThat(limit.setting()).isEqualTo("ALTER DATABASE " + name + " CONNECTION LIMIT");
                assertThat(limit.allowed()).isEqualTo(7);
                assertThat(limit.taken()).isBetween(2, 3);
            });
        }
    }

    @Test
    void leavesWhatIsReservedToARoleThatMayUseIt() {
        try (TestPostgres postgres = TestPostgres.start(Durability.THROW_AWAY);
                TestPostgresRole role = TestPostgresRole.in(postgres.emptyDatabase(), "")) {
            role.execute("ALTER SYSTEM SET reserved_connections = 5");
            postgres.pause();
            postgres.resume();

            assertThat(limits(role.settings())).extracting(Limit::allowed).containsExactly(192);
            role.execute("GRANT pg_use_reserved_connections TO %s");
            assertThat(limits(role.settings())).extracting(Limit::allowed).containsExactly(197);
        }
    }

    @Test
    void seesAServerOfItsOwnRoleAndNobodyElses() {
        try (TestPostgresRole role = TestPostgresRole.in(settings, "")) {
            Database superuser = connected(settings);
            new Migrations(role.settings().postgres()).requireServer();
            int before = room(role.settings()).serving();
            Database server = connected(role.settings());

            int serving = room(role.settings()).serving();
            superuser.close().await();
            server.close().await();

            assertThat(before).isZero();
            assertThat(serving).isPositive();
        }
    }

    @Test
    void takesNoMoreThanTwo() {
        try (TestPostgresRole role = TestPostgresRole.in(settings, "CONNECTION LIMIT 2")) {
            Database database = Database.forInspection(vertx, role.settings());
            List<Future<Void>> pings = Stream.generate(database::ping).limit(20).toList();

            Future.all(pings).await();
            database.transaction(CommitQueries::write).await();
            database.close().await();
        }
    }

    private Database connected(DatabaseSettings with) {
        Database database = Database.open(vertx, with);
        database.ping().await();
        return database;
    }

    private List<Limit> limits(DatabaseSettings with) {
        return room(with).limits();
    }

    private Room room(DatabaseSettings with) {
        Database database = Database.forInspection(vertx, with);
        try {
            return database.statement(ConnectionQueries::room).await();
        } finally {
            database.close().await();
        }
    }
}
