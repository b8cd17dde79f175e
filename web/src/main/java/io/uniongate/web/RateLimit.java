package io.uniongate.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Lets each caller pass so many times in a period, evenly refilled, and tells the others when to come back. */
public final class RateLimit implements Handler<RoutingContext> {
    private static final long CALLERS_KEPT = 100_000;

    private final Function<RoutingContext, String> caller;
    private final long permits;
    private final Duration period;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    /** @param caller who is limited, for example {@link ClientAddress#subscriber} */
    public RateLimit(long permits, Duration period, Function<RoutingContext, String> caller) {
        this(permits, period, caller, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimit(long permits, Duration period, Function<RoutingContext, String> caller, TimeMeter time) {
        this.permits = permits;
        this.period = period;
        this.caller = caller;
        this.time = time;
        // After a whole period of rest a bucket is full again, the same as a new one.
        buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS_KEPT)
                .expireAfterAccess(period)
                .build();
    }

    @Override
    public void handle(RoutingContext ctx) {
        ConsumptionProbe probe =
                buckets.get(caller.apply(ctx), unseen -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ProblemException(new Problem.RateLimited(wholeSeconds(probe.getNanosToWaitForRefill())));
        }
        ctx.next();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(permits).refillGreedy(permits, period))
                .withCustomTimePrecision(time)
                .build();
    }

    private static long wholeSeconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }
}
