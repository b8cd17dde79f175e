package io.uniongate.wechat;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops asking one API for one app while it is down, and says so at once instead of after the deadline.
 *
 * <p>One for each app and API: WeChat runs its APIs apart, so a broken userinfo must not stop logins that need none
 * of it. Refusals are answers, so they close a circuit rather than open it.
 */
final class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);
    private static final long NO_TIMEOUT_OF_ITS_OWN = -1;

    private final CircuitBreaker breaker;
    private final Answer.Withheld withheld;

    Circuit(Vertx vertx, String name, WeChatSettings settings) {
        breaker = CircuitBreaker.create(name, vertx, options(settings))
                .openHandler(opened -> LOG.warn("{} is down; it is not asked for {}", name, settings.rest()))
                .closeHandler(closed -> LOG.info("{} answers again", name));
        withheld = new Answer.Withheld(Math.max(1, settings.rest().toSeconds()));
    }

    private static CircuitBreakerOptions options(WeChatSettings settings) {
        return new CircuitBreakerOptions()
                .setMaxFailures(settings.failures())
                .setResetTimeout(settings.rest().toMillis())
                .setTimeout(NO_TIMEOUT_OF_ITS_OWN);
    }

    boolean isOpen() {
        return breaker.state() == CircuitBreakerState.OPEN;
    }

    Answer.Withheld withheld() {
        return withheld;
    }

    Future<Answer> guard(Supplier<Future<Answer>> call) {
        return breaker.<Answer>execute(() -> call.get().compose(Circuit::failOnOutage))
                .recover(this::answer);
    }

    private static Future<Answer> failOnOutage(Answer answer) {
        return answer.isOutage() ? Future.failedFuture(new Outage(answer)) : Future.succeededFuture(answer);
    }

    private Future<Answer> answer(Throwable cause) {
        if (cause instanceof Outage outage) {
            return Future.succeededFuture(outage.answer);
        }
        return cause instanceof OpenCircuitException ? Future.succeededFuture(withheld) : Future.failedFuture(cause);
    }

    /** The breaker knows a failure by its exception only. */
    private static final class Outage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        Outage(Answer answer) {
            super(answer.outcome(), null, false, false);
            this.answer = answer;
        }
    }
}
