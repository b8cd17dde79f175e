package io.uniongate.wechat;

import io.uniongate.contract.problem.Problem;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking one API for one app while that is of no use, and says so at once; when the pause is over, one call goes
 * ahead and its answer decides for the others (protocol.md §1.12).
 *
 * <p>One for each app and API: WeChat runs its APIs apart, so a broken userinfo must not stop logins that need none
 * of it. Refusals of one person are answers, so they close a circuit rather than open it. Vert.x's own breaker rests
 * for one fixed time, whatever opened it. Belongs to the event loop of its verticle, hence no lock.
 */
final class Circuit {
    private static final Duration FIRST_MISCONFIGURED = Duration.ofSeconds(1);
    private static final Duration LONGEST_MISCONFIGURED = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    /** An operator may clear the quota before midnight, which is when it is WeChat's to reset it. */
    private static final Duration QUOTA_LOOK = Duration.ofHours(1);

    private static final ZoneId QUOTA_ZONE = ZoneId.of("Asia/Shanghai");

    private final WeChatSettings settings;
    private final Clock clock;
    private int outages;
    private @Nullable Pause pause;
    private boolean probing;

    Circuit(WeChatSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private enum Reason {
        OUTAGE,
        MISCONFIGURED,
        DAILY_QUOTA;

        static @Nullable Reason of(Answer answer) {
            if (answer.isOutage()) {
                return OUTAGE;
            }
            Refusal meaning = answer instanceof Answer.Refused refused ? refused.meaning() : null;
            if (Refusal.MISCONFIGURED.equals(meaning)) {
                return MISCONFIGURED;
            }
            return Refusal.DAILY_QUOTA.equals(meaning) ? DAILY_QUOTA : null;
        }
    }

    /** {@code round} counts the pauses before this one that had the same reason. */
    private record Pause(Reason reason, int round, Instant until) {}

    boolean isOpen() {
        return pause != null && (probing || clock.instant().isBefore(pause.until()));
    }

    Answer.Withheld withheld() {
        Pause current = pause;
        return new Answer.Withheld(
                current == null ? Refusal.BUSY.problem() : problem(current.reason(), secondsUntil(current.until())));
    }

    Future<Answer> guard(Supplier<Future<Answer>> call) {
        if (isOpen()) {
            return Future.succeededFuture(withheld());
        }
        boolean probe = pause != null;
        probing = probe;
        return Future.succeededFuture(call)
                .compose(Supplier::get)
                .onComplete(ended -> probing = probing && !probe)
                .onSuccess(answer -> judge(answer, probe));
    }

    /** What was under way when the circuit opened and fails as well says nothing new. */
    private void judge(Answer answer, boolean probe) {
        Reason reason = Reason.of(answer);
        outages = reason == Reason.OUTAGE ? outages + 1 : 0;
        if (reason == null) {
            pause = null;
        } else if (probe || (pause == null && (reason != Reason.OUTAGE || outages >= settings.failures()))) {
            pause = next(reason);
        }
    }

    private Pause next(Reason reason) {
        int round = pause != null && pause.reason() == reason ? pause.round() + 1 : 0;
        Instant now = clock.instant();
        return new Pause(reason, round, now.plus(length(reason, round, now)));
    }

    private Duration length(Reason reason, int round, Instant now) {
        return switch (reason) {
            case OUTAGE -> settings.rest();
            case MISCONFIGURED ->
                Collections.min(List.of(
                        FIRST_MISCONFIGURED.multipliedBy(1L << Math.min(round, DOUBLINGS)), LONGEST_MISCONFIGURED));
            case DAILY_QUOTA -> Collections.min(List.of(QUOTA_LOOK, untilQuotaReset(now)));
        };
    }

    private static Duration untilQuotaReset(Instant now) {
        ZonedDateTime there = now.atZone(QUOTA_ZONE);
        return Duration.between(there, there.toLocalDate().plusDays(1).atStartOfDay(QUOTA_ZONE));
    }

    /** Rounded up, so that whoever obeys does not come too early. */
    private long secondsUntil(Instant end) {
        long millis = Duration.between(clock.instant(), end).toMillis();
        return Math.max(1, (millis + 999) / 1000);
    }

    private static Problem problem(Reason reason, long retryAfter) {
        return switch (reason) {
            case OUTAGE -> new Problem.WechatUnavailable(retryAfter);
            case MISCONFIGURED -> Refusal.MISCONFIGURED.problem();
            case DAILY_QUOTA -> new Problem.WechatRateLimited(retryAfter);
        };
    }
}
