package io.uniongate.app.bulk;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.server.Offline;
import io.uniongate.auth.OpenIdMigration;
import io.uniongate.auth.UnionIdBackfill;
import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.db.BulkOutcome;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Works through the people of an app with WeChat's help, no faster than its quotas bear. */
public final class PacedRun {
    private static final List<BulkOutcome> LEARNING = List.of(
            BulkOutcome.LEARNED,
            BulkOutcome.LINKED,
            BulkOutcome.MERGED,
            BulkOutcome.UNCHANGED,
            BulkOutcome.CONFLICT,
            BulkOutcome.PENDING,
            BulkOutcome.BLOCKED,
            BulkOutcome.UNKNOWN,
            BulkOutcome.WITHOUT_UNIONID,
            BulkOutcome.NOT_FOLLOWING);
    private static final List<BulkOutcome> MOVING = List.of(
            BulkOutcome.LINKED,
            BulkOutcome.MERGED,
            BulkOutcome.UNCHANGED,
            BulkOutcome.PENDING,
            BulkOutcome.BLOCKED,
            BulkOutcome.UNKNOWN,
            BulkOutcome.REFUSED);

    private PacedRun() {}

    /** How many portions a second are started at most, and whether what is done stays done. */
    public record Options(int portionsPerSecond, boolean rehearsal) {}

    public static Report backfill(AppConfig config, AppId app, Options options) {
        try (Offline offline = Offline.open(config)) {
            Bus bus = offline.withWeChat();
            UnionIdBackfill backfill = UnionIdBackfill.of(
                            bus, offline.database(), config.apps(), app, options.rehearsal(), Clock.systemUTC())
                    .await();
            walk(backfill::step, options);
            return Report.of(app.value(), options.rehearsal(), backfill.tally(), LEARNING);
        }
    }

    public static Report migrate(
            AppConfig config, OpenIdMigration.Route route, Options options, Consumer<String> complaints) {
        try (Offline offline = Offline.open(config)) {
            Bus bus = offline.withWeChat();
            OpenIdMigration migration = OpenIdMigration.of(
                            bus,
                            offline.database(),
                            config.apps(),
                            route,
                            options.rehearsal(),
                            (openId, reason) -> complaints.accept(openId + ": " + reason),
                            Clock.systemUTC())
                    .await();
            walk(migration::step, options);
            return Report.of(route.from() + " to " + route.to(), options.rehearsal(), migration.tally(), MOVING);
        }
    }

    private static void walk(Supplier<Future<Boolean>> step, Options options) {
        long pause =
                Duration.ofSeconds(1).dividedBy(options.portionsPerSecond()).toNanos();
        long next = System.nanoTime();
        while (step.get().await()) {
            next = Math.max(next + pause, System.nanoTime());
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
