package io.uniongate.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Logins that wait for a WeChat which does not answer. They cost this process nothing, so they need none of their own. */
final class HangingLogins implements AutoCloseable {
    static final int NUMBER = 400;

    private static final Duration ARRIVAL = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Vertx vertx = Vertx.vertx();
    private final Recorder unused = new Recorder();
    private final Connection weChat;

    /** Held, because Vert.x closes a client that is garbage. */
    private final List<Connection> callers;

    private final List<Future<Buffer>> logins;

    private HangingLogins(int port, int weChatPort) {
        weChat = Connection.open(vertx, weChatPort, unused);
        callers = IntStream.range(0, NUMBER)
                .mapToObj(number -> Connection.open(vertx, port, unused))
                .toList();
        logins = IntStream.range(0, NUMBER)
                .mapToObj(number -> callers.get(number).send(login(number)))
                .toList();
    }

    /** Returns once WeChat has been asked for all of them. */
    static HangingLogins start(int port, int weChatPort) {
        HangingLogins logins = new HangingLogins(port, weChatPort);
        try {
            logins.awaitArrival();
            return logins;
        } catch (BenchmarkFailure failure) {
            logins.close();
            throw failure;
        }
    }

    /** Lets WeChat answer, and fails unless every login had been waiting until now and is answered then. */
    void release() {
        int hanging = askStub(HttpMethod.DELETE);
        if (hanging != NUMBER) {
            throw new BenchmarkFailure("slow WeChat: only " + hanging + " logins were still hanging at the end");
        }
        try {
            Future.all(logins).await();
        } catch (Exception refused) {
            throw new BenchmarkFailure("slow WeChat: a login failed that should only have been slow", refused);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static Call login(int number) {
        String app = Apps.HANGING.get(number % Apps.HANGING.size());
        return Call.login(app, new Person("slow" + number).hangingCode());
    }

    private void awaitArrival() {
        Instant deadline = Instant.now().plus(ARRIVAL);
        for (int hanging = askStub(HttpMethod.GET); hanging < NUMBER; hanging = askStub(HttpMethod.GET)) {
            requireNoAnswer();
            if (Instant.now().isAfter(deadline)) {
                throw new BenchmarkFailure("slow WeChat: it was asked for " + hanging + " of the logins only");
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private void requireNoAnswer() {
        logins.stream().filter(Future::isComplete).findFirst().ifPresent(login -> {
            throw new BenchmarkFailure("slow WeChat: a login did not hang: " + login, login.cause());
        });
    }

    private int askStub(HttpMethod method) {
        Buffer answer = weChat.send(new Call(method, WeChatStub.HANGING, Map.of(), Buffer.buffer()))
                .await();
        return Integer.parseInt(answer.toString());
    }
}
