package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.CAREFUL_MINI;
import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnceOnlyIT {
    private static final Secret KEY = new Secret("idempotency-key");
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(21);

    private final AuthCore core = AuthCore.start();
    private final AuthCore second = core.beside();
    private final AtomicInteger names = new AtomicInteger();

    @AfterAll
    void stop() {
        second.close();
        core.close();
    }

    @Test
    @Tag("S20")
    void givesOneSignInToAllWhoAskAtOnceAtWhicheverNode() {
        Secret code = core.weChat.code("o-parallel", "u-parallel");
        int exchanged = core.weChat.exchanges();
        long sessions = core.count("session");

        List<Future<SignIn.Outcome>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(core.bus.ask(ask(MINI, code, KEY)));
            asked.add(second.bus.ask(ask(MINI, code, KEY)));
        }
        List<SignIn.Outcome> outcomes = Future.all(asked).await().list();

        assertThat(outcomes).hasSize(20).containsOnly(outcomes.get(0));
        assertThat(core.weChat.exchanges()).isEqualTo(exchanged + 1);
        assertThat(core.count("session")).isEqualTo(sessions + 1);
    }

    @Test
    @Tag("S20")
    void givesTheSameSignInLaterWithinTheCodesLife() {
        Secret code = core.weChat.code("o-later", null);
        SignIn.Outcome first = core.ask(ask(MINI, code, KEY));
        core.clock.advance(CODE_LIFE.minusSeconds(1));

        SignIn.Outcome later = second.ask(ask(MINI, code, KEY));

        assertThat(later).isEqualTo(first);
        core.clock.advance(Duration.ofSeconds(1));
        assertThat(core.refusal(ask(MINI, code, KEY))).isEqualTo(new Problem.CodeInvalid());
    }

    @Test
    @Tag("S20")
    @Tag("T06")
    void refusesAUsedCodeWithAnotherKeyOrNone() {
        Secret code = core.weChat.code("o-other", null);
        core.ask(ask(MINI, code, KEY));

        assertThat(core.refusal(ask(MINI, code, new Secret("another")))).isEqualTo(new Problem.CodeInvalid());
        assertThat(core.refusal(ask(MINI, code, null))).isEqualTo(new Problem.CodeInvalid());
    }

    @Test
    @Tag("S20")
    void neverMakesTwoUsersOfOneCodePostedTwiceWithoutAKey() {
        Secret code = core.weChat.code("o-twice", null);

        Future<SignIn.Outcome> one = core.bus.ask(ask(MINI, code, null));
        Future<SignIn.Outcome> other = core.bus.ask(ask(MINI, code, null));

        Future.join(one, other).otherwiseEmpty().await();
        assertThat(one.succeeded()).isNotEqualTo(other.succeeded());
        assertThat(core.rows("SELECT count(*) FROM identity WHERE openid = 'o-twice'"))
                .containsExactly("1");
    }

    @Test
    void keepsTheHandleOfAPendingRegistrationToo() {
        Secret code = core.weChat.code("o-pending", null);

        SignIn.Outcome first = core.ask(ask(CAREFUL_MINI, code, KEY));
        SignIn.Outcome again = second.ask(ask(CAREFUL_MINI, code, KEY));

        assertThat(first).isInstanceOf(SignIn.ProfileRequired.class).isEqualTo(again);
    }

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

    private static SignIn.WithMiniProgramCode ask(AppId app, Secret code, @Nullable Secret key) {
        return new SignIn.WithMiniProgramCode(app, code, key, Device.UNKNOWN);
    }
}
