package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.push.Push;
import io.uniongate.db.HousekeepingQueries;
import io.uniongate.db.PushQueries;
import io.uniongate.db.UnificationQueries;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events of WeChat's, delivered more than once, to a slow node, and to one that dies. */
class PushInboxIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

    @Test
    @Tag("T68")
    void hasOneEffectForAnEventThatComesAgainAndAtOnceToTwoNodes() {
        core.signIn(MINI, "o-thrice", null);
        Push.Accept delivery = delivery("o-thrice");

        IntStream.range(0, 3).forEach(time -> core.ask(delivery));
        Future.all(IntStream.range(0, 10)
                        .mapToObj(time -> (time % 2 == 0 ? core : second).bus.ask(delivery))
                        .toList())
                .await();
        new Pushes(core).settle();

        assertThat(effects()).hasSize(1);
    }

    @Test
    @Tag("T69")
    void answersBeforeASlowEffectAndHasItOnce() {
        UserId user = core.signIn(MINI, "o-slow", null).user().id();
        Promise<Void> locked = Promise.promise();
        Promise<Void> release = Promise.promise();
        Future<Void> slow = second.database.transaction(tx -> UnificationQueries.lockUsers(tx, List.of(user))
                .onComplete(locked)
                .compose(done -> release.future()));
        locked.future().await();

        core.ask(delivery("o-slow"));
        second.ask(delivery("o-slow"));
        List<?> meanwhile = effects();
        release.complete();
        slow.await();
        new Pushes(core).settle();

        assertThat(meanwhile).isEmpty();
        assertThat(effects()).hasSize(1);
    }

    @Test
    @Tag("T69")
    void takesUpWhatANodeThatDiedLeftUndone() {
        core.signIn(MINI, "o-left", null);
        storeOnly(delivery("o-left"));
        core.update("UPDATE push SET due_at = due_at - interval '1 hour'");

        try (AuthCore successor = core.beside()) {
            successor.eventually(() -> !effects().isEmpty());
        }

        assertThat(effects()).hasSize(1);
        assertThat(core.rows("SELECT attempts FROM push")).containsExactly("1");
    }

    @Test
    void leavesAnEventToTheNodeThatHoldsIt() {
        core.signIn(MINI, "o-held", null);
        storeOnly(delivery("o-held"));

        assertThat(core.database.statement(PushQueries::claim).await()).isEmpty();
        assertThat(effects()).isEmpty();
    }

    @Test
    void forgetsWhoAnEventWasAboutAtOnceAndTheEventAfterAWeek() {
        core.signIn(MINI, "o-forgotten", null);
        new Pushes(core).revoked(MINI, "o-forgotten", Duration.ZERO, 8);

        List<?> kept = core.rows("SELECT num_nonnulls(openid, scene, items) FROM push");
        boolean more = removeExpired(Duration.ofDays(6));
        long afterSixDays = core.count("push");
        boolean evenMore = removeExpired(Duration.ofDays(8));

        assertThat(kept).isEqualTo(List.of("0"));
        assertThat(afterSixDays).isEqualTo(1);
        assertThat(core.count("push")).isZero();
        assertThat(more || evenMore).isFalse();
    }

    private boolean removeExpired(Duration ahead) {
        return core.database
                .statement(client -> HousekeepingQueries.removeExpired(
                        client, core.clock.instant().plus(ahead)))
                .await();
    }

    private void storeOnly(Push.Accept delivery) {
        core.database
                .statement(client -> PushQueries.accept(client, SecretHash.of(delivery.key()), delivery.event()))
                .await();
    }

    private Push.Accept delivery(String openId) {
        return new Push.Accept(
                "key-" + openId,
                new Push.AuthorizationRevoked(MINI, new OpenId(openId), core.clock.instant(), Set.of(1)));
    }

    private List<?> effects() {
        return core.rows("SELECT 1 FROM event WHERE type = 'authorization.revoked'");
    }
}
