package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.bus.RequestId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LaneTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private ContextInternal loop;

    @BeforeEach
    void takeALoop(Vertx vertx) {
        loop = (ContextInternal) vertx.getOrCreateContext();
    }

    @Test
    void letsTheNextInWhenOneLeaves(Vertx vertx) throws InterruptedException {
        Lane lane = lane(vertx, 1, LONG);
        Promise<String> first = Promise.promise();
        CountDownLatch started = new CountDownLatch(1);
        Future<String> underWay = run(lane, "one", first::future);
        Future<String> waits = run(lane, "two", () -> {
            started.countDown();
            return Future.succeededFuture("second");
        });

        assertThat(started.getCount()).isEqualTo(1);
        first.complete("first");

        assertThat(underWay.await()).isEqualTo("first");
        assertThat(waits.await()).isEqualTo("second");
        started.await();
    }

    @Test
    void goesOnUnderTheRequestIdOfWhoWaited(Vertx vertx) {
        Lane lane = lane(vertx, 1, LONG);
        Promise<String> first = Promise.promise();
        Future<String> underWay = run(lane, "one", first::future);
        Future<String> waits = run(lane, "two", () -> Future.succeededFuture(String.valueOf(RequestId.current())));

        first.complete("first");

        assertThat(underWay.await()).isEqualTo("first");
        assertThat(waits.await()).isEqualTo("two");
    }

    @Test
    void refusesAtOnceWhatDoesNotFitIntoTheQueue(Vertx vertx) {
        Lane lane = lane(vertx, 1, LONG);
        Promise<String> first = Promise.promise();
        Future<String> underWay = run(lane, "one", first::future);
        Future<String> waits = run(lane, "two", first::future);

        Future<String> third = run(lane, "three", first::future);

        assertUnavailable(third);
        first.complete("done");
        assertThat(underWay.await()).isEqualTo(waits.await());
    }

    @Test
    void losesPatience(Vertx vertx) {
        Lane lane = lane(vertx, 1, Duration.ofMillis(20));
        Promise<String> first = Promise.promise();
        Future<String> underWay = run(lane, "one", first::future);

        Future<String> waits = run(lane, "two", first::future);

        assertUnavailable(waits);
        assertThat(underWay.isComplete()).isFalse();
    }

    @Test
    void freesThePlaceOfACallThatThrows(Vertx vertx) {
        Lane lane = lane(vertx, 0, LONG);
        Future<String> broken = run(lane, "one", () -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(broken::await).isInstanceOf(IllegalStateException.class);
        assertThat(run(lane, "two", () -> Future.succeededFuture("fits")).await())
                .isEqualTo("fits");
    }

    private static void assertUnavailable(Future<String> future) {
        assertThatThrownBy(future::await)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(new Problem.WechatUnavailable(1)));
    }

    private static Lane lane(Vertx vertx, int waiting, Duration patience) {
        return new Lane(
                vertx,
                new WeChatSettings(
                        URI.create("http://localhost"),
                        URI.create("http://localhost"),
                        LONG,
                        1,
                        waiting,
                        patience,
                        1,
                        LONG));
    }

    /** As the bus would: on the one event loop, in a context of its own that knows its request. */
    private <T> Future<T> run(Lane lane, String requestId, Supplier<Future<T>> call) {
        Promise<T> result = Promise.promise();
        loop.duplicate().runOnContext(now -> {
            RequestId.set(requestId);
            lane.run(call).onComplete(result);
        });
        return result.future();
    }
}
