package io.uniongate.contract.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BusTest {
    record Item(String name) {}

    record Find(String name) implements Request<Optional<Item>> {}

    record Forget(String name) implements Request<Void> {}

    record All() implements Request<List<Item>> {}

    record WhoseRequest() implements Request<String> {}

    record Renamed(String name) implements Event {}

    private Bus bus;

    @BeforeEach
    void open(Vertx vertx) {
        bus = Bus.on(vertx);
    }

    @Test
    void carriesRepliesOfEveryShape() {
        bus.serve(Find.class, ask -> Future.succeededFuture(Optional.of(new Item(ask.name()))))
                .await();
        bus.serve(Forget.class, ask -> Future.<Void>succeededFuture()).await();
        bus.serve(All.class, ask -> Future.succeededFuture(List.of(new Item("a"))))
                .await();

        assertThat(bus.ask(new Find("x")).await()).contains(new Item("x"));
        assertThat(bus.ask(new Forget("x")).await()).isNull();
        assertThat(bus.ask(new All()).await()).containsExactly(new Item("a"));
    }

    @Test
    void keepsTheProblemThatAHandlerFailsWith() {
        bus.serve(Forget.class, ask -> ProblemException.failed(new Problem.RateLimited(7)))
                .await();

        assertProblem(bus.ask(new Forget("x")), new Problem.RateLimited(7));
    }

    @Test
    void treatsAThrownProblemLikeAFailedOne() {
        bus.serve(Forget.class, BusTest::refuse).await();

        assertProblem(bus.ask(new Forget("x")), new Problem.CodeInvalid());
    }

    @Test
    void keepsTheUnexpectedToItself() {
        bus.serve(Forget.class, ask -> Future.failedFuture(new IllegalStateException("secret")))
                .await();

        assertProblem(bus.ask(new Forget("x")), new Problem.Internal());
    }

    @Test
    void saysUnavailableWhenNobodyServes() {
        assertProblem(bus.ask(new All()), new Problem.Unavailable());
    }

    @Test
    void tellsEveryListener() {
        Promise<String> first = Promise.promise();
        Promise<String> second = Promise.promise();
        bus.hear(Renamed.class, event -> first.complete(event.name())).await();
        bus.hear(Renamed.class, event -> second.complete(event.name())).await();

        bus.tell(new Renamed("b"));

        assertThat(first.future().await()).isEqualTo("b");
        assertThat(second.future().await()).isEqualTo("b");
    }

    @Test
    void carriesTheRequestIdAlong(Vertx vertx) {
        bus.serve(WhoseRequest.class, ask -> Future.succeededFuture("" + RequestId.current()))
                .await();
        Promise<String> seen = Promise.promise();

        vertx.getOrCreateContext().runOnContext(now -> {
            RequestId.set("abc-1");
            bus.ask(new WhoseRequest()).onComplete(seen);
        });

        assertThat(seen.future().await()).isEqualTo("abc-1");
    }

    private static Future<Void> refuse(Forget ask) {
        throw new ProblemException(new Problem.CodeInvalid());
    }

    private static void assertProblem(Future<?> answer, Problem problem) {
        assertThatThrownBy(answer::await)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
