package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.doctor.Checked.Verdict;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayTest {
    private static final String DATE = "Sat, 21 Nov 2026 12:00:00 GMT";

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:00:30Z, FINE, agrees",
        "2026-11-21T12:00:31Z, BROKEN, 31 s ahead of WeChat's",
        "2026-11-21T11:58:00Z, BROKEN, 120 s behind WeChat's"
    })
    void comparesTheClockWithWeChats(Instant now, Verdict verdict, String told) {
        assertThat(Way.clock(DATE, now)).hasValueSatisfying(checked -> {
            assertThat(checked.verdict()).isEqualTo(verdict);
            assertThat(checked.told()).contains(told);
        });
    }

    @Test
    void saysNothingOfAClockItCannotRead() {
        assertThat(Way.clock("yesterday", Instant.EPOCH)).isEmpty();
    }

    @Test
    void tellsANameWithoutAnAddress() {
        Way way = new Way(URI.create("https://wechat.invalid"), Duration.ofSeconds(2), Clock.systemUTC());

        assertThat(way.walked())
                .singleElement()
                .satisfies(checked ->
                        assertThat(checked.told()).startsWith("DNS: no address is known for wechat.invalid"));
    }
}
