package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.PkceClient.VERIFIER;
import static io.uniongate.auth.PkceClient.WITH_CHALLENGE;
import static io.uniongate.auth.PkceClient.redeem;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.TokenPair;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Codes of people who were merged or erased since. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeOwnerIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void signsInTheSurvivorOfAMergeSinceTheCode() {
        UserId older = core.signIn(MINI, "m-merge", null).user().id();
        core.clock.advance(Duration.ofSeconds(1));
        Secret code = Browser.of(core).codeFor(WITH_CHALLENGE, FakeWeChat.Visit.of("o-merge", "u-merge"));
        core.signIn(MINI, "m-merge", "u-merge");

        TokenPair pair = core.ask(redeem(code, VERIFIER));

        assertThat(Claims.subject(pair)).isEqualTo(older);
        assertThat(Claims.of(pair.idToken()).getSubject()).isEqualTo(older.toString());
    }

    @Test
    void refusesTheCodeOfSomebodyErasedSince() {
        Secret code = Browser.of(core).codeFor(WITH_CHALLENGE, FakeWeChat.Visit.of("o-erased", null));
        UserId user = new UserId(java.util.UUID.fromString(
                String.valueOf(core.rows("SELECT user_id FROM identity WHERE openid = 'o-erased'")
                        .get(0))));
        core.ask(new Accounts.Erase(user));

        assertThat(core.refusal(redeem(code, VERIFIER))).isEqualTo(new Problem.InvalidGrant());
    }
}
