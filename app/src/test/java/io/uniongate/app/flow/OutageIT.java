package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.uniongate.db.Database;
import io.uniongate.db.EmbeddedServer.Durability;
import io.uniongate.db.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Postgres is stopped and started under load; alone, because a server started beside it would take its ear off the log. */
@Isolated
class OutageIT {
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Database.class);
    private TestPostgres postgres;
    private Gate gate;
    private Crowd crowd;

    @BeforeEach
    void open() {
        log.start();
        logger.addAppender(log);
        postgres = TestPostgres.start(Durability.THROW_AWAY);
        gate = Gate.open(postgres.database());
        crowd = new Crowd(gate.weChat);
    }

    @AfterEach
    void close() {
        gate.close();
        postgres.close();
        logger.detachAppender(log);
    }

    @Test
    void saysSoWhilePostgresIsAwayAndLosesNothing() {
        Phone phone = gate.phone("xiaoming");
        String token = phone.opens(MINI).text("access_token");
        crowd.comesTo(gate.url);
        crowd.waitForPromises(50);

        postgres.pause();
        crowd.waitForRefusals(100);
        Answer signedIn = phone.me(token);
        Answer forged = phone.me(forged(token));
        Answer ready = health("ready");
        Answer live = health("live");
        postgres.resume();
        Instant back = Instant.now();
        while (phone.opens(MINI).status() != 200 && took(back).compareTo(LONGEST_RECOVERY) < 0) {
            Thread.onSpinWait();
        }
        Duration recovery = took(back);
        crowd.leaves();

        assertIsOutage(signedIn);
        assertThat(forged.status()).isEqualTo(401);
        assertThat(ready.status()).isEqualTo(503);
        assertThat(live.status()).isEqualTo(200);
        assertThat(recovery).isLessThan(LONGEST_RECOVERY);
        assertThat(crowd.refused()).allSatisfy(OutageIT::assertIsOutage);
        assertThat(crowd.broken(gate.url)).isEmpty();
        assertThat(Damage.in(gate.database)).isEmpty();
        assertThat(health("ready").status()).isEqualTo(200);
        assertThat(phone.me(token).status()).isEqualTo(200);
        assertThat(warnings()).isNotEmpty().hasSizeLessThan(crowd.refused().size() / 10);
    }

    private static void assertIsOutage(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("retry-after")).as(answer.body()).matches("[1-9]\\d*");
        assertThat(answer.json().getString("code", answer.json().getString("error")))
                .isIn("STORAGE_UNAVAILABLE", "temporarily_unavailable");
    }

    private Answer health(String check) {
        return new Client("http://127.0.0.1:" + gate.server.managementPort()).get("/health/" + check);
    }

    private List<String> warnings() {
        synchronized (log) {
            return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    /** The same claims under another signature. */
    private static String forged(String token) {
        int signature = token.lastIndexOf('.') + 1;
        char first = token.charAt(signature);
        return token.substring(0, signature) + (first == 'A' ? 'B' : 'A') + token.substring(signature + 1);
    }

    private static Duration took(Instant since) {
        return Duration.between(since, Instant.now());
    }
}
