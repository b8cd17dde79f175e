package io.uniongate.wechat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One app's token on this node: however many ask for it one search is under way, the next is searched before this one
 * ends, and one that WeChat refuses gives way to a later version, never to the same.
 *
 * <p>Belongs to the event loop of its verticle, hence no lock.
 */
final class SharedToken {
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(5);
    /** A token that is refused although it is new will not get better by asking for another at once. */
    private static final Duration BETWEEN_REPLACEMENTS = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Clock clock;
    private final LongFunction<Future<AppToken>> newerThan;
    private final Consumer<AppToken> changed;
    private @Nullable AppToken held;
    private @Nullable Future<AppToken> search;
    private long seen;
    private Instant renewsAgainAt = Instant.MIN;
    private Instant replacesAgainAt = Instant.MIN;

    SharedToken(Vertx vertx, Clock clock, LongFunction<Future<AppToken>> newerThan, Consumer<AppToken> changed) {
        this.vertx = vertx;
        this.clock = clock;
        this.newerThan = newerThan;
        this.changed = changed;
    }

    Future<AppToken> get(Deadline deadline) {
        AppToken current = held;
        if (current == null || !current.isUsable(clock.instant())) {
            return joined(searched(), deadline);
        }
        renewWhenDue();
        return Future.succeededFuture(current);
    }

    /** Another than the one WeChat refused; those who were refused the same share the next. */
    Future<AppToken> insteadOf(AppToken refused, Deadline deadline) {
        AppToken current = held;
        if (current != null && current.version() == refused.version()) {
            Instant now = clock.instant();
            if (now.isBefore(replacesAgainAt)) {
                return ProblemException.failed(Refusal.TOKEN_ENDED.problem());
            }
            replacesAgainAt = now.plus(BETWEEN_REPLACEMENTS);
            held = null;
        }
        return get(deadline);
    }

    /** While the old one is still good, so that nobody waits; what fails now is tried again before long. */
    void renewWhenDue() {
        AppToken current = held;
        Instant now = clock.instant();
        if (current != null && current.isDue(now) && !now.isBefore(renewsAgainAt)) {
            searched().onFailure(cause -> renewsAgainAt = clock.instant().plus(REST_AFTER_FAILURE));
        }
    }

    private Future<AppToken> searched() {
        Future<AppToken> underWay = search;
        if (underWay != null) {
            return underWay;
        }
        Future<AppToken> begun = newerThan.apply(seen);
        search = begun;
        return begun.onSuccess(this::hold).onComplete(ended -> search = null);
    }

    private void hold(AppToken token) {
        held = token;
        seen = token.version();
        changed.accept(token);
    }

    /** In the asker's own context, or it would go on under the request id of whoever asked first. */
    private Future<AppToken> joined(Future<AppToken> shared, Deadline deadline) {
        Context context = vertx.getOrCreateContext();
        Promise<AppToken> promise = Promise.promise();
        shared.onComplete((token, failure) -> context.runOnContext(now -> promise.complete(token, failure)));
        return promise.future()
                .timeout(deadline.millisLeft(), TimeUnit.MILLISECONDS)
                .recover(SharedToken::late);
    }

    private static Future<AppToken> late(Throwable cause) {
        return cause instanceof TimeoutException
                ? ProblemException.failed(new Problem.WechatUnavailable(1))
                : Future.failedFuture(cause);
    }
}
