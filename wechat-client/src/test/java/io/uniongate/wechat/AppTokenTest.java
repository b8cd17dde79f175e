package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppTokenTest {
    private static final Instant NOW = WeChatBench.NOW;

    private final Random random = new Random(7);

    @ParameterizedTest
    @Tag("T54")
    @CsvSource({"7200, 6900, 6930", "330, 30, 60", "300, 30, 60", "60, 30, 45", "1, 0, 1", "0, 0, 0", "-60, 0, 0"})
    void comesDueInTimeAndNeverBeforeNow(long remaining, long earliest, long latest) {
        for (int time = 0; time < 100; time++) {
            AppToken token = lasting(Duration.ofSeconds(remaining));

            assertThat(token.dueAt()).isBetween(NOW.plusSeconds(earliest), NOW.plusSeconds(latest));
        }
    }

    @Test
    void endsWithWhatRemainsOfIt() {
        AppToken token = lasting(Duration.ofMinutes(10));

        assertThat(token.isUsable(NOW.plusSeconds(599))).isTrue();
        assertThat(token.isUsable(NOW.plusSeconds(600))).isFalse();
        assertThat(token.obtainedAt()).isEqualTo(NOW.minusSeconds(5));
    }

    @Test
    void printsNoValue() {
        assertThat(lasting(Duration.ofMinutes(10)).toString()).doesNotContain("the-token");
    }

    private AppToken lasting(Duration remaining) {
        AppToken.Lifetime life = new AppToken.Lifetime(NOW, Duration.ofSeconds(5), remaining);
        return AppToken.of(new Secret("the-token"), 1, life, random);
    }
}
