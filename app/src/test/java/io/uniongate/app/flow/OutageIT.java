package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.uniongate.db.Database;
import io.uniongate.db.EmbeddedServer.Durability;
import io.uniongate.db.TestPostgres;
import io.uniongate.db.TestPostgresStandby;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * What a server depends on goes away under load and comes back; alone, because a server started beside it would take
 * its ear off the log.
 */
@Isolated
@Tag("S62")
class OutageIT {
    private static final Duration CUT = Duration.ofSeconds(5);
    private static final Duration WITHOUT_WECHAT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(5);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Database.class);
    private final TestPostgres postgres = TestPostgres.start(Durability.DURABLE);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        postgres.close();
    }

    @Test
    void saysSoWhilePostgresIsRestartedAndLosesNothing() {
        try (Drill drill = new Drill(postgres.database())) {
            postgres.pause();

            drill.assertNotReady();
            drill.crowd.waitForRefusals(100);
            Answer signedIn = drill.me();
            Answer forged = drill.forged();
            boolean ready = drill.isReady();
            postgres.resume();

            Drill.assertIsOutage(signedIn);
            assertThat(forged.status()).isEqualTo(401);
            assertThat(ready).isFalse();
            drill.assertRecovers();
            assertThat(warnings())
                    .isNotEmpty()
                    .hasSizeLessThan(drill.crowd.refused().size() / 10);
        }
    }

    @Test
    void goesOnWithTheServerThatTakesOver() {
        try (TestPostgresStandby standby = TestPostgresStandby.of(postgres);
                Drill drill = new Drill(postgres.database())) {
            postgres.crash();

            drill.assertNotReady();
            standby.promote();
            boolean ready = drill.isReady();
            drill.network.leadsTo(standby.port());

            assertThat(ready).isFalse();
            drill.assertRecovers();
        }
    }

    @Test
    void outlivesACutOfTheNetwork() {
        try (Drill drill = new Drill(postgres.database())) {
            Instant cut = Instant.now();
            drill.network.cut();
            drill.gate.weChat.always("code2session").hangs();

            drill.assertNotReady();
            boolean ready = Patience.within(CUT.minus(Duration.between(cut, Instant.now())), drill::isReady);
            drill.gate.weChat.clearFaults();
            drill.network.mend();

            assertThat(ready).isFalse();
            drill.assertRecovers();
        }
    }

    /** The server's clock is moved, so the minute is as long as the server thinks it is. Without WeChat it stays ready. */
    @Test
    void servesWhoIsSignedInWhileWeChatIsDownForAMinute() {
        try (Drill drill = new Drill(postgres.database())) {
            drill.gate.weChat.always("code2session").drops();
            int asked = drill.gate.weChat.requests().count("code2session");

            for (Duration down = Duration.ZERO; down.compareTo(WITHOUT_WECHAT) < 0; down = down.plus(STEP)) {
                assertThat(drill.phone.opens(MINI).code()).isEqualTo("WECHAT_UNAVAILABLE");
                assertThat(drill.me().status()).isEqualTo(200);
                assertThat(drill.refreshes().status()).isEqualTo(200);
                assertThat(drill.isReady()).isTrue();
                drill.clock.advance(STEP);
            }
            int askedMeanwhile = drill.gate.weChat.requests().count("code2session") - asked;
            drill.gate.weChat.clearFaults();

            assertThat(askedMeanwhile).isGreaterThan((int) WITHOUT_WECHAT.dividedBy(STEP));
            drill.assertRecovers();
        }
    }

    private List<String> warnings() {
        synchronized (log) {
            return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }
}
