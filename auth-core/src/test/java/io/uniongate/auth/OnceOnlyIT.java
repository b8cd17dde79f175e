package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnceOnlyIT {
    private static final Secret KEY = new Secret("idempotency-key");
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(21);

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

    private final AtomicInteger names = new AtomicInteger();

    @Test
    void letsFailedWorkBeDoneAgain() {
        OnceOnly.Work work = work();
        Future<Secret> failed = onceOnly(core).run(work, () -> ProblemException.failed(new Problem.Unavailable()));
        assertThat(AuthCore.refusal(failed)).isEqualTo(new Problem.Unavailable());

        Secret result = onceOnly(second).run(work, () -> result("done")).await();

        assertThat(result).isEqualTo(new Secret("done"));
    }

    @Test
    void letsWorkBeDoneAgainThatThrew() {
        OnceOnly.Work work = work();
        Future<Secret> failed = onceOnly(core).run(work, () -> {
            throw new IllegalStateException("a mistake");
        });
        assertThatThrownBy(failed::await).hasMessage("a mistake");

        assertThat(onceOnly(core).run(work, () -> result("done")).await()).isEqualTo(new Secret("done"));
    }

    @Test
    void takesOverFromAHolderThatDied() {
        OnceOnly.Work work = work();
        Promise<Void> begun = Promise.promise();
        Future<Secret> dead = onceOnly(core).run(work, () -> {
            begun.complete();
            return Promise.<Secret>promise().future();
        });
        begun.future().await();
        core.clock.advance(LONGER_THAN_A_LEASE);

        Secret result = onceOnly(second).run(work, () -> result("taken over")).await();

        assertThat(result).isEqualTo(new Secret("taken over"));
        assertThat(dead.isComplete()).isFalse();
    }

    @Test
    void leavesWorkWithItsHolderWhoeverElseHasAnotherProof() {
        OnceOnly.Work work = work();
        Promise<Secret> slow = Promise.promise();
        Promise<Void> begun = Promise.promise();
        Future<Secret> first = onceOnly(core).run(work, () -> {
            begun.complete();
            return slow.future();
        });
        begun.future().await();
        core.clock.advance(LONGER_THAN_A_LEASE);
        OnceOnly.Work foreign = new OnceOnly.Work(work.name(), new Secret("foreign"), work.keptFor(), work.otherwise());

        Future<Secret> refused = onceOnly(second).run(foreign, () -> result("stolen"));

        assertThat(AuthCore.refusal(refused)).isEqualTo(work.otherwise());
        slow.complete(new Secret("done"));
        assertThat(first.await()).isEqualTo(new Secret("done"));
    }

    private OnceOnly.Work work() {
        return new OnceOnly.Work("work " + names.incrementAndGet(), KEY, CODE_LIFE, new Problem.CodeInvalid());
    }

    private static Future<Secret> result(String text) {
        return Future.succeededFuture(new Secret(text));
    }

    private static OnceOnly onceOnly(AuthCore node) {
        return new OnceOnly(node.vertx, node.database, node.sealer, node.clock);
    }
}
