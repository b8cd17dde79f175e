package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.MovingClock;
import io.uniongate.contract.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTest {
    /** 23:30 in Beijing. */
    private static final Instant LATE_EVENING = Instant.parse("2026-01-02T15:30:00Z");

    private static final Answer GOOD = refused(40029);

    private final MovingClock clock = MovingClock.at(LATE_EVENING);
    private final Circuit circuit =
            new Circuit(WeChatSettings.of(URI.create("http://localhost"), Duration.ofSeconds(5)), clock);
    private int asked;

    @Test
    void withholdsAMisconfiguredAppsCallsForAPauseThatGrows() {
        List<Duration> pauses = new ArrayList<>();

        for (int probe = 0; probe < 9; probe++) {
            assertThat(ask(refused(40125))).isEqualTo(refused(40125));
            pauses.add(pause());
        }

        assertThat(pauses.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(asked).isEqualTo(9);
    }

    @Test
    void answersMisconfiguredWithoutAsking() {
        asks(refused(40164));

        Answer withheld = ask(GOOD);

        assertThat(withheld).isEqualTo(new Answer.Withheld(new Problem.WechatMisconfigured()));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void beginsWithTheShortestPauseAgainAfterAGoodAnswer() {
        asks(refused(40125));
        pauseEnds();
        asks(refused(40125));
        pauseEnds();
        asks(GOOD);

        asks(refused(40125));

        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void growsOnceForAllThatWereUnderWayTogether() {
        List<Promise<Answer>> underWay = new ArrayList<>();
        for (int call = 0; call < 20; call++) {
            Promise<Answer> promise = Promise.promise();
            underWay.add(promise);
            assertThat(circuit.guard(promise::future).isComplete()).isFalse();
        }

        underWay.forEach(call -> call.complete(refused(40125)));

        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void letsOneCallAheadWhenThePauseIsOver() {
        asks(refused(40125));
        pauseEnds();
        Promise<Answer> probe = Promise.promise();
        Future<Answer> ahead = circuit.guard(probe::future);

        Answer meanwhile = ask(GOOD);
        probe.complete(GOOD);

        assertThat(meanwhile).isInstanceOf(Answer.Withheld.class);
        assertThat(ahead.result()).isEqualTo(GOOD);
        assertThat(ask(GOOD)).isEqualTo(GOOD);
    }

    @Test
    void letsTheNextCallAheadWhenTheFirstBroke() {
        asks(refused(40125));
        pauseEnds();

        Future<Answer> broken = circuit.guard(() -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(broken.failed()).isTrue();
        assertThat(ask(GOOD)).isEqualTo(GOOD);
    }

    @Test
    void looksAfterADaysQuotaEveryHourAndAtMidnightInBeijing() {
        asks(refused(45009));
        Answer beforeMidnight = ask(GOOD);
        clock.advance(Duration.ofMinutes(30));
        asks(refused(45009));

        Answer afterMidnight = ask(GOOD);

        assertThat(beforeMidnight).isEqualTo(new Answer.Withheld(new Problem.WechatRateLimited(1800)));
        assertThat(afterMidnight).isEqualTo(new Answer.Withheld(new Problem.WechatRateLimited(3600)));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void restsAfterOutagesInARow() {
        for (int outage = 0; outage < 10; outage++) {
            assertThat(ask(new Answer.Silent("timeout"))).isInstanceOf(Answer.Silent.class);
        }

        Answer withheld = ask(GOOD);

        assertThat(withheld).isEqualTo(new Answer.Withheld(new Problem.WechatUnavailable(5)));
        assertThat(pause()).isEqualTo(Duration.ofSeconds(5));
    }

    /** Lets the clock run to the end of the pause and tells how long that took. */
    private Duration pause() {
        Instant before = clock.instant();
        while (circuit.isOpen()) {
            clock.advance(Duration.ofSeconds(1));
        }
        return Duration.between(before, clock.instant());
    }

    private void pauseEnds() {
        assertThat(pause()).isPositive();
    }

    private void asks(Answer answer) {
        assertThat(ask(answer)).isEqualTo(answer);
    }

    private Answer ask(Answer answer) {
        return circuit.guard(() -> {
                    asked++;
                    return Future.succeededFuture(answer);
                })
                .result();
    }

    private static Answer refused(int errcode) {
        return new Answer.Refused(errcode, Refusal.of(Api.CODE_TO_SESSION, errcode), null, null);
    }
}
