package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.TokenPair;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Codes of people who were merged or erased since. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeOwnerIT {
    private static final Secret VERIFIER = new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    /** The pair of RFC 7636, appendix B. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Destination.ToClient WITH_CHALLENGE = Browser.toClient("openid profile", "n-0S6", CHALLENGE);

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void signsInTheSurvivorOfAMergeSinceTheCode() {
        UserId older = core.signIn(MINI, "m-merge", null).user().id();
        core.clock.advance(Duration.ofSeconds(1));
        Secret code = Browser.of(core).codeFor(WITH_CHALLENGE, visit("o-merge", "u-merge"));
        core.signIn(MINI, "m-merge", "u-merge");

        TokenPair pair = core.ask(redeem(code, VERIFIER));

        assertThat(Claims.subject(pair)).isEqualTo(older);
        assertThat(Claims.of(pair.idToken()).getSubject()).isEqualTo(older.toString());
    }

    @Test
    void refusesTheCodeOfSomebodyErasedSince() {
        Secret code = Browser.of(core).codeFor(WITH_CHALLENGE, visit("o-erased", null));
        UserId user = new UserId(java.util.UUID.fromString(
                String.valueOf(core.rows("SELECT user_id FROM identity WHERE openid = 'o-erased'")
                        .get(0))));
        core.ask(new Accounts.Erase(user));

        assertThat(core.refusal(redeem(code, VERIFIER))).isEqualTo(new Problem.InvalidGrant());
    }

    private static FakeWeChat.Visit visit(String openId, @Nullable String unionId) {
        return new FakeWeChat.Visit(openId, unionId, FakeWeChat.SESSION_KEY, false, null, null);
    }

    private static Authorization.Redeem redeem(Secret code, @Nullable Secret verifier) {
        return new Authorization.Redeem(Browser.CLIENT, code, Browser.REDIRECT_URI, verifier, Device.UNKNOWN);
    }
}
