package io.uniongate.auth;

import static io.uniongate.auth.PkceClient.CHALLENGE;
import static io.uniongate.auth.PkceClient.VERIFIER;
import static io.uniongate.auth.PkceClient.WITH_CHALLENGE;
import static io.uniongate.auth.PkceClient.redeem;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The client's code for tokens, and what the tokens say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeemIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final AtomicInteger people = new AtomicInteger();

    @Test
    void givesTokensForACodeAndItsVerifier() {
        TokenPair pair = core.ask(redeem(code(WITH_CHALLENGE), VERIFIER));

        assertThat(pair.scope()).isEqualTo(WITH_CHALLENGE.scope());
        assertThat(core.ask(new Sessions.Introspect(pair.accessToken()))).isPresent();
        assertThat(core.ask(new Sessions.Refresh(Browser.CLIENT, pair.refreshToken()))
                        .idToken())
                .isNull();
    }

    @Test
    @Tag("S39")
    void refusesTheSecondUseAndEndsTheSessionOfTheFirst() {
        Secret code = code(WITH_CHALLENGE);
        TokenPair first = core.ask(redeem(code, VERIFIER));

        Problem secondUse = core.refusal(redeem(code, VERIFIER));

        assertThat(secondUse).isEqualTo(new Problem.InvalidGrant());
        assertThat(core.ask(new Sessions.Introspect(first.accessToken()))).isEmpty();
        assertThat(core.refusal(new Sessions.Refresh(Browser.CLIENT, first.refreshToken())))
                .isEqualTo(new Problem.InvalidGrant());
        assertThat(core.events()).contains("session.code_reused");
    }

    @Test
    @Tag("S39")
    void givesTokensToOneAtMostOfThoseWhoComeAtOnce() {
        Secret code = code(WITH_CHALLENGE);

        List<Future<TokenPair>> uses = IntStream.range(0, 8)
                .mapToObj(i -> core.bus.ask(redeem(code, VERIFIER)))
                .toList();
        Future.join(uses).otherwiseEmpty().await();

        assertThat(uses.stream().filter(Future::succeeded)).hasSize(1);
        TokenPair pair = uses.stream()
                .filter(Future::succeeded)
                .findFirst()
                .orElseThrow()
                .result();
        assertThat(core.ask(new Sessions.Introspect(pair.accessToken()))).isEmpty();
    }

    @Test
    @Tag("S40")
    void refusesAVerifierThatIsWrongMissingOrUncalledFor() {
        assertThat(core.refusal(redeem(code(WITH_CHALLENGE), new Secret("x".repeat(43)))))
                .isEqualTo(new Problem.InvalidGrant());
        assertThat(core.refusal(redeem(code(WITH_CHALLENGE), null))).isEqualTo(new Problem.InvalidGrant());
        assertThat(core.refusal(redeem(code(WITH_CHALLENGE), new Secret(CHALLENGE))))
                .isEqualTo(new Problem.InvalidGrant());
        assertThat(core.refusal(redeem(code(Browser.toClient("openid")), VERIFIER)))
                .isEqualTo(new Problem.InvalidGrant());
        assertThat(core.ask(redeem(code(Browser.toClient("openid")), null))).isNotNull();
    }

    @Test
    @Tag("S38")
    void refusesAnotherClientAndAnotherRedirectUri() {
        Secret code = code(WITH_CHALLENGE);

        List<Authorization.Redeem> attempts = List.of(
                new Authorization.Redeem(new ClientId("other"), code, Browser.REDIRECT_URI, VERIFIER, Device.UNKNOWN),
                new Authorization.Redeem(Browser.CLIENT, code, Browser.REDIRECT_URI + "/", VERIFIER, Device.UNKNOWN),
                redeem(new Secret("unknown"), VERIFIER));

        assertThat(attempts)
                .allSatisfy(attempt -> assertThat(core.refusal(attempt)).isEqualTo(new Problem.InvalidGrant()));
        assertThat(core.ask(redeem(code, VERIFIER))).isNotNull();
    }

    @Test
    @Tag("S38")
    void refusesACodeAfterAMinute() {
        Secret inTime = code(WITH_CHALLENGE);
        Secret late = code(WITH_CHALLENGE);
        core.clock.advance(Duration.ofSeconds(59));
        assertThat(core.ask(redeem(inTime, VERIFIER))).isNotNull();
        core.clock.advance(Duration.ofSeconds(1));

        assertThat(core.refusal(redeem(late, VERIFIER))).isEqualTo(new Problem.InvalidGrant());
    }

    private Secret code(Destination destination) {
        return Browser.of(core).codeFor(destination, FakeWeChat.Visit.of("o-" + people.incrementAndGet(), null));
    }
}
