package io.uniongate.auth;

import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers for WeChat what a mini program's server asks besides logins. */
final class FakeMiniProgram {
    final List<Platform<?>> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger codes = new AtomicInteger();
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private volatile Future<Void> answering = Future.succeededFuture();

    private FakeMiniProgram(Clock clock) {
        this.clock = clock;
    }

    static FakeMiniProgram beside(AuthCore core) {
        FakeMiniProgram platform = new FakeMiniProgram(core.clock);
        platform.serve(core.bus).await();
        return platform;
    }

    private record Shown(String openId, PhoneNumber number) {}

    /** The code that a person's tap on the button gives. */
    Secret code(String openId, PhoneNumber number) {
        String code = "phonecode" + codes.incrementAndGet();
        shown.put(code, new Shown(openId, number));
        return new Secret(code);
    }

    /** Another login, which this server does not know of, took the key's place. */
    void forgets(Secret sessionKey) {
        dead.add(sessionKey.reveal());
    }

    /** Checks are answered when this is. */
    void answersAfter(Future<Void> moment) {
        answering = moment;
    }

    private Future<?> serve(Bus bus) {
        return Future.all(
                bus.serve(Platform.CheckSession.class, this::check),
                bus.serve(Platform.ResetSession.class, this::reset),
                bus.serve(Platform.FetchPhone.class, this::phone));
    }

    private Future<Boolean> check(Platform.CheckSession ask) {
        asked.add(ask);
        return answering.map(now -> !dead.contains(ask.sessionKey().reveal()));
    }

    private Future<Platform.ResetKey> reset(Platform.ResetSession ask) {
        asked.add(ask);
        return Future.succeededFuture(new Platform.ResetKey(Phone.SIGNED_UNDER, clock.instant()));
    }

    private Future<PhoneNumber> phone(Platform.FetchPhone ask) {
        asked.add(ask);
        Shown found = shown.remove(ask.code().reveal());
        return found != null && found.openId().equals(ask.openId().value())
                ? Future.succeededFuture(found.number())
                : ProblemException.failed(new Problem.PhoneCodeInvalid());
    }
}
