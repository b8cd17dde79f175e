package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.WeChatMisconfigured;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Asks WeChat within one deadline, repeats only what may be repeated, and turns every other end into a Problem. */
final class WeChatCalls {
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
        return answer(call).compose(WeChatCalls::accepted);
    }

    /** Whatever came of it; only a full lane fails. */
    Future<Answer> answer(Call call) {
        return answer(call, Deadline.in(timeout));
    }

    /** As part of something longer that has one deadline. */
    Future<Answer> answer(Call call, Deadline deadline) {
        Line line = Objects.requireNonNull(lines.get(call.app()));
        Circuit circuit = Objects.requireNonNull(line.circuits().get(call.api()));
        FailureLog failures = Objects.requireNonNull(line.failures().get(call.api()));
        return answer(call, deadline, line.lane(), circuit)
                .onSuccess(failures::heard)
                .onSuccess(answer -> alarm(call, answer));
    }

    /** What cannot be asked for now, told in the log like what was asked in vain. */
    Future<Answer> withheld(AppId owner, Api api, Problem problem) {
        Answer answer = new Answer.Withheld(problem);
        Line line = Objects.requireNonNull(lines.get(owner));
        Objects.requireNonNull(line.failures().get(api)).heard(answer);
        return Future.succeededFuture(answer);
    }

    private Future<Answer> answer(Call call, Deadline deadline, Lane lane, Circuit circuit) {
        if (circuit.isOpen()) {
            return Future.succeededFuture(circuit.withheld());
        }
        return lane.run(() -> attempt(call, circuit, deadline, 1));
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

    private void alarm(Call call, Answer answer) {
        if (answer instanceof Answer.Refused refused && refused.meaning().equals(Refusal.MISCONFIGURED)) {
            bus.tell(new WeChatMisconfigured(call.app(), refused.errcode()));
        }
    }

    static Future<Answer.Accepted> accepted(Answer answer) {
        return answer instanceof Answer.Accepted accepted
                ? Future.succeededFuture(accepted)
                : ProblemException.failed(((Answer.Failure) answer).problem());
    }
}
