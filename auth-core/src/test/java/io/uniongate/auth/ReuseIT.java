package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.RefreshReused;
import io.uniongate.contract.session.TokenPair;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Refresh tokens that come back when their successor is in use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReuseIT {
    private static final Duration AFTER_THE_GRACE = RefreshService.GRACE.plusSeconds(1);

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S8")
    @Tag("T78")
    void endsTheSessionWhoseOldTokenComesAfterTheGraceAndTellsOperators() {
        Promise<RefreshReused> told = Promise.promise();
        core.bus.hear(RefreshReused.class, told::tryComplete).await();
        TokenPair pair = signIn("o-late");
        TokenPair current = core.refresh(MINI, pair.refreshToken()).await();
        core.clock.advance(AFTER_THE_GRACE);

        Problem reuse = AuthCore.refusal(core.refresh(MINI, pair.refreshToken()));

        assertThat(reuse).isEqualTo(new Problem.InvalidGrant());
        assertThat(AuthCore.refusal(core.refresh(MINI, current.refreshToken()))).isEqualTo(new Problem.InvalidGrant());
        assertThat(detected(core, pair)).isEqualTo(1);
        assertThat(told.future().await()).isEqualTo(new RefreshReused(new ClientId(MINI.value())));
    }

    @Test
    @Tag("S9")
    @Tag("T78")
    void takesTheGrandparentForReuseEvenWithinTheGrace() {
        TokenPair grandparent = signIn("o-grandparent");
        TokenPair parent = core.refresh(MINI, grandparent.refreshToken()).await();
        TokenPair current = core.refresh(MINI, parent.refreshToken()).await();

        Problem reuse = AuthCore.refusal(core.refresh(MINI, grandparent.refreshToken()));

        assertThat(reuse).isEqualTo(new Problem.InvalidGrant());
        assertThat(AuthCore.refusal(core.refresh(MINI, current.refreshToken()))).isEqualTo(new Problem.InvalidGrant());
        assertThat(detected(core, grandparent)).isEqualTo(1);
    }

    private TokenPair signIn(String openId) {
        return core.signIn(MINI, openId, null).tokens();
    }

    static long detected(AuthCore core, TokenPair pair) {
        return core.rows("SELECT data->>'sessionId' FROM event WHERE type = 'session.reuse_detected'").stream()
                .filter(Claims.session(pair).toString()::equals)
                .count();
    }
}
