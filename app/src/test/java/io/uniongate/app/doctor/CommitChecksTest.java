package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.doctor.Checked.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommitChecksTest {
    @Test
    void noticeACommitThatTakesLong() {
        Checked checked = CommitChecks.of(millis(5, 5, 5), millis(26, 25, 900));

        assertThat(checked.verdict()).isEqualTo(Verdict.NOTICE);
        assertThat(checked.code()).isEqualTo("commits.slow");
        assertThat(checked.values()).containsExactly(21L);
    }

    @Test
    void doNotBlameTheDiskForALongWayToPostgres() {
        Checked checked = CommitChecks.of(millis(80, 80, 81), millis(100, 100, 99));

        assertThat(checked.verdict()).isEqualTo(Verdict.FINE);
        assertThat(checked.values()).containsExactly(20L);
    }

    @Test
    void takeOneThatWasHeldUpForChance() {
        Checked checked = CommitChecks.of(millis(3, 2, 2), millis(1, 1, 700));

        assertThat(checked.verdict()).isEqualTo(Verdict.FINE);
        assertThat(checked.values()).containsExactly(0L);
    }

    private static List<Duration> millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
    }
}
