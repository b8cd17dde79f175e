package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.WeChatMisconfigured;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks WeChat within one deadline, repeats only what may be repeated, and turns every other end into a Problem. */
final class WeChatCalls {
    private static final Logger LOG = LoggerFactory.getLogger(WeChatCalls.class);
    private static final int PAUSE_MILLIS = 100;

    private final Vertx vertx;
    private final Bus bus;
    private final WeChatHttp http;
    private final Duration timeout;
    private final Map<AppId, Line> lines;
    private final RandomGenerator random;

    WeChatCalls(
            Vertx vertx, Bus bus, WeChatHttp http, Duration timeout, Map<AppId, Line> lines, RandomGenerator random) {
        this.vertx = vertx;
        this.bus = bus;
        this.http = http;
        this.timeout = timeout;
        this.lines = Map.copyOf(lines);
        this.random = random;
    }

    Future<Answer.Accepted> ask(Call call) {
        Line line = Objects.requireNonNull(lines.get(call.app()));
        Circuit circuit = Objects.requireNonNull(line.circuits().get(call.api()));
        if (circuit.isOpen()) {
            return settle(call, circuit.withheld());
        }
        Deadline deadline = Deadline.in(timeout);
        return line.lane().run(() -> attempt(call, circuit, deadline, 1)).compose(answer -> settle(call, answer));
    }

    private Future<Answer> attempt(Call call, Circuit circuit, Deadline deadline, int attempt) {
        return circuit.guard(() -> http.send(call, deadline))
                .compose(answer -> again(call, circuit, deadline, attempt, answer));
    }

    private Future<Answer> again(Call call, Circuit circuit, Deadline deadline, int attempt, Answer answer) {
        long pause = (long) attempt * PAUSE_MILLIS + random.nextLong(PAUSE_MILLIS);
        if (!call.api().mayFollow(answer, attempt) || deadline.millisLeft() <= pause) {
            return Future.succeededFuture(answer);
        }
        return vertx.timer(pause, TimeUnit.MILLISECONDS)
                .compose(rested -> attempt(call, circuit, deadline, attempt + 1));
    }

    private Future<Answer.Accepted> settle(Call call, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return Future.succeededFuture(accepted);
        }
        if (answer instanceof Answer.Refused refused) {
            report(call, refused);
        } else {
            LOG.warn("{} of {} failed: {}", call.api().path(), call.app(), answer.outcome());
        }
        return ProblemException.failed(((Answer.Failure) answer).problem());
    }

    private void report(Call call, Answer.Refused refused) {
        Level level = refused.meaning().level();
        LOG.atLevel(level)
                .log(
                        "{} of {} was refused: errcode {}, rid {}, address {}",
                        call.api().path(),
                        call.app(),
                        refused.errcode(),
                        refused.rid(),
                        refused.address());
        if (refused.meaning().equals(Refusal.MISCONFIGURED)) {
            bus.tell(new WeChatMisconfigured(call.app(), refused.errcode()));
        }
    }
}
