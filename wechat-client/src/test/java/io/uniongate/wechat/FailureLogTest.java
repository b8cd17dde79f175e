package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.uniongate.contract.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Alone, because loggers are the whole JVM's. */
@Isolated
class FailureLogTest {
    private static final Answer TIMEOUT = new Answer.Silent("timeout");
    private static final Answer BAD_SECRET = new Answer.Refused(40125, Refusal.MISCONFIGURED, "5f1a-7b2c", null);
    private static final Answer GOOD = new Answer.Accepted(JsonNodeFactory.instance.objectNode());

    private final MovingClock clock = MovingClock.at(Instant.parse("2026-01-02T03:04:05Z"));
    private final FailureLog log = new FailureLog("sns/x of wx1", clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void listen() {
        written.start();
        logger.addAppender(written);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(written);
    }

    @Test
    void tellsOnceThatItBeginsAndThenOnceAMinuteHowOften() {
        for (int second = 0; second <= 120; second++) {
            log.heard(BAD_SECRET);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(lines())
                .containsExactly(
                        "ERROR sns/x of wx1 was refused: errcode 40125, rid 5f1a-7b2c, address null",
                        "ERROR sns/x of wx1 goes on to fail: 40125, 60 times more",
                        "ERROR sns/x of wx1 goes on to fail: 40125, 60 times more");
    }

    @Test
    void tellsThatItIsOverWhenAMinutePassedWithout() {
        log.heard(TIMEOUT);
        log.heard(TIMEOUT);
        log.heard(GOOD);
        clock.advance(Duration.ofMinutes(1));

        log.heard(GOOD);
        log.heard(GOOD);

        assertThat(lines())
                .containsExactly(
                        "WARN sns/x of wx1 failed: timeout",
                        "INFO sns/x of wx1 no longer fails: timeout is over after 2 failures");
    }

    @Test
    void hidesNoKindOfFailureBehindAnother() {
        log.heard(TIMEOUT);
        log.heard(BAD_SECRET);
        log.heard(TIMEOUT);

        assertThat(lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("timeout"))
                .anyMatch(line -> line.contains("40125"));
    }

    @Test
    void tellsOfEveryPersonWhoIsRefused() {
        Answer refused = new Answer.Refused(40029, Refusal.LOGIN_AGAIN, "r", null);

        log.heard(refused);
        log.heard(refused);

        assertThat(lines()).hasSize(2).allMatch(line -> line.startsWith("INFO"));
    }

    private List<String> lines() {
        return List.copyOf(written.list).stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }
}
