package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE);
    private final Availability availability = new Availability(time::get);

    @Test
    void tellsALossOnceHoweverManyFindOut() {
        assertThat(availability.lost()).isTrue();
        assertThat(availability.lost()).isFalse();
    }

    @Test
    void tellsTheReturnOnceWhenNothingHasFailedForAWhile() {
        assertThat(availability.lost()).isTrue();
        calm();

        assertThat(availability.regained()).isTrue();
        assertThat(availability.regained()).isFalse();
    }

    @Test
    void takesAnAnswerAmongFailuresForNoReturn() {
        assertThat(availability.lost()).isTrue();
        time.addAndGet(Availability.CALM.toNanos() / 2);

        assertThat(availability.regained()).isFalse();
        assertThat(availability.lost()).isFalse();
    }

    @Test
    void tellsTheNextLossAgain() {
        assertThat(availability.lost()).isTrue();
        calm();
        assertThat(availability.regained()).isTrue();

        assertThat(availability.lost()).isTrue();
    }

    @Test
    void hasNoNewsAsLongAsNothingFailed() {
        assertThat(availability.regained()).isFalse();
    }

    private void calm() {
        time.addAndGet(Availability.CALM.toNanos());
    }
}
