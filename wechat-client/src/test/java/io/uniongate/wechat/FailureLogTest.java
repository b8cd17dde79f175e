package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.uniongate.contract.MovingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because loggers are the whole JVM's. */
@Isolated
class FailureLogTest {
    private static final Answer TIMEOUT = new Answer.Silent("timeout");
    private static final Answer BAD_SECRET = new Answer.Refused(40125, Refusal.MISCONFIGURED, "5f1a-7b2c", null);
    private static final Answer GOOD = new Answer.Accepted(JsonNodeFactory.instance.objectNode());

    private final MovingClock clock = MovingClock.at(Instant.parse("2026-01-02T03:04:05Z"));
    private final FailureLog log = new FailureLog("sns/x of wx1", clock);

    @AutoClose
    private final LogLines lines = new LogLines(FailureLog.class);

    @Test
    void tellsOnceThatItBeginsAndThenOnceAMinuteHowOften() {
        for (int second = 0; second <= 120; second++) {
            log.heard(BAD_SECRET);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(lines.all())
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

        assertThat(lines.all())
                .containsExactly(
                        "WARN sns/x of wx1 failed: timeout",
                        "INFO sns/x of wx1 no longer fails: timeout is over after 2 failures");
    }

    @Test
    void hidesNoKindOfFailureBehindAnother() {
        log.heard(TIMEOUT);
        log.heard(BAD_SECRET);
        log.heard(TIMEOUT);

        assertThat(lines.all())
                .hasSize(2)
                .anyMatch(line -> line.contains("timeout"))
                .anyMatch(line -> line.contains("40125"));
    }

    @Test
    void tellsOfEveryPersonWhoIsRefused() {
        Answer refused = new Answer.Refused(40029, Refusal.LOGIN_AGAIN, "r", null);

        log.heard(refused);
        log.heard(refused);

        assertThat(lines.all()).hasSize(2).allMatch(line -> line.startsWith("INFO"));
    }
}
