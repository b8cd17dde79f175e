package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.doctor.Checked.Verdict;
import io.uniongate.auth.AuthSettings;
import io.uniongate.auth.KeyStore;
import io.uniongate.contract.MovingClock;
import io.uniongate.contract.Secret;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of the keys as time passes. */
@ExtendWith(VertxExtension.class)
class KeyChecksIT {
    private static final AuthSettings SETTINGS =
            new AuthSettings(URI.create("http://localhost:1"), Duration.ofHours(1), Duration.ofDays(30));
    private static final Sealer SEALER =
            Sealer.from(List.of(new Secret("k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));

    private final MovingClock clock = MovingClock.at(Instant.parse("2026-03-01T08:00:00Z"));
    private final Database database;
    private final KeyStore store;
    private final KeyChecks checks;

    KeyChecksIT(Vertx vertx) {
        database = Database.open(vertx, TestPostgres.freshDatabase());
        store = new KeyStore(vertx, database, SEALER, SETTINGS, clock);
        checks = new KeyChecks(database, SEALER, clock);
    }

    @AfterEach
    void close() {
        database.close().await();
    }

    @Test
    void tellWhenTheNextRotationIsDue() {
        store.rotate().await();
        clock.advance(Duration.ofDays(20));

        assertThat(told(Verdict.FINE))
                .matches("[0-9a-f]{16} is in use since 2026-03-01T08:00:00Z; the next rotation is due in 70 days");
    }

    @Test
    void tellWhichFollowsWhileTheOldOneIsStillInUse() {
        store.rotate().await();
        clock.advance(Duration.ofDays(20));
        store.rotate().await();

        assertThat(told(Verdict.FINE))
                .matches("[0-9a-f]{16} is in use since 2026-03-01T08:00:00Z, [0-9a-f]{16} follows at"
                        + " 2026-03-21T08:10:00Z; the next rotation is due in 90 days");
    }

    @Test
    void tellHowLongTheOldOnesStillVerify() {
        store.rotate().await();
        clock.advance(Duration.ofDays(20));
        store.rotate().await();
        clock.advance(Duration.ofMinutes(10));

        assertThat(told(Verdict.FINE))
                .matches("[0-9a-f]{16} is in use since 2026-03-21T08:10:00Z, 1 retired, the last of which verifies"
                        + " until 2026-03-21T09:20:00Z; the next rotation is due in 89 days");
    }

    @Test
    void noticeARotationThatNobodyMade() {
        store.rotate().await();
        clock.advance(Duration.ofDays(90));
        assertThat(told(Verdict.FINE)).endsWith("the next rotation is due in 0 days");

        clock.advance(Duration.ofDays(3));

        assertThat(told(Verdict.NOTICE)).endsWith("is in use since 2026-03-01T08:00:00Z; a rotation is 3 days overdue");
    }

    /** What is told of the keys that sign. */
    private String told(Verdict verdict) {
        List<Checked> all = checks.all().await();
        assertThat(all).extracting(Checked::verdict).containsExactly(verdict, verdict);
        return all.get(0).told(Locale.ENGLISH);
    }
}
