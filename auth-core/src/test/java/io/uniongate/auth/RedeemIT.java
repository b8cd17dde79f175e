package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The client's code for tokens, and what the tokens say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeemIT {
    private static final Secret VERIFIER = new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    /** The pair of RFC 7636, appendix B. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Destination.ToClient WITH_CHALLENGE = Browser.toClient("openid profile", "n-0S6", CHALLENGE);

    private final AuthCore core = AuthCore.start();
    private final AtomicInteger people = new AtomicInteger();

    @AfterAll
    void stop() {
        core.close();
    }

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

    @Test
    void tellsTheClientInTheIdTokenWhoSignedInWhenAndForWhich() {
        Secret code = Browser.of(core)
                .codeFor(
                        WITH_CHALLENGE,
                        FakeWeChat.Visit.showing("o-id", "u-id", new Profile("Ada", "https://example.com/a.png")));
        Instant signedInAt = core.clock.instant();
        core.clock.advance(Duration.ofSeconds(30));

        TokenPair pair = core.ask(redeem(code, VERIFIER));

        JWTClaimsSet claims = Claims.of(pair.idToken());
        assertThat(Claims.jwt(pair.idToken()).getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
        assertThat(claims.getIssuer()).isEqualTo(AuthCore.SETTINGS.issuer().toString());
        assertThat(claims.getAudience()).containsExactly(Browser.CLIENT.value());
        assertThat(claims.getSubject()).isEqualTo(Claims.subject(pair).toString());
        assertThat(claims.getClaim("nonce")).isEqualTo("n-0S6");
        assertThat(claims.getClaim("auth_time")).isEqualTo(signedInAt.getEpochSecond());
        assertThat(List.of(claims.getClaim("name"), claims.getClaim("picture")))
                .containsExactly("Ada", "https://example.com/a.png");
        assertThat(claims.toString()).doesNotContain("o-id", "u-id");
    }

    @Test
    void keepsTheProfileOutOfTheIdTokenWhereTheScopeDoesNotAskForIt() {
        FakeWeChat.Visit named =
                FakeWeChat.Visit.showing("o-plain", null, new Profile("Ada", "https://example.com/a.png"));
        Secret code = Browser.of(core).codeFor(WITH_CHALLENGE, named);
        core.ask(redeem(code, VERIFIER));

        Secret plain = Browser.of(core).codeFor(Browser.toClient("openid", null, CHALLENGE), named);
        JWTClaimsSet claims = Claims.of(core.ask(redeem(plain, VERIFIER)).idToken());

        assertThat(claims.getClaims()).doesNotContainKeys("name", "nickname", "picture", "nonce");
    }

    @Test
    @Tag("S6")
    void saysInTheAccessTokenWhatItIsForAndNothingPersonal() {
        Secret code = Browser.of(core)
                .codeFor(WITH_CHALLENGE, FakeWeChat.Visit.showing("o-access", "u-access", new Profile("Ada", null)));

        TokenPair pair = core.ask(redeem(code, VERIFIER));

        JWTClaimsSet claims = Claims.of(pair.accessToken());
        assertThat(Claims.jwt(pair.accessToken()).getHeader().getType().getType())
                .isEqualTo("at+jwt");
        assertThat(claims.getClaims())
                .containsOnlyKeys(
                        "sub", "sid", "client_id", "scope", "jti", "iat", "exp", "aud", "iss", "amr", "auth_time");
        assertThat(claims.getAudience())
                .containsExactly(AuthCore.SETTINGS.issuer().toString());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(15));
        String payload = Claims.jwt(pair.accessToken()).getPayload().toString();
        assertThat(payload).doesNotContain("o-access", "u-access", "Ada");
    }

    @Test
    @Tag("S5")
    @Tag("S38")
    void keepsNoCodeAndNoTokenInClear() {
        Secret code = code(WITH_CHALLENGE);

        TokenPair pair = core.ask(redeem(code, VERIFIER));

        assertThat(core.dump())
                .doesNotContain(code.reveal())
                .doesNotContain(pair.refreshToken().reveal())
                .doesNotContain(pair.accessToken().reveal());
    }

    private Secret code(Destination destination) {
        return Browser.of(core).codeFor(destination, visit("o-" + people.incrementAndGet(), null));
    }

    private static FakeWeChat.Visit visit(String openId, @Nullable String unionId) {
        return new FakeWeChat.Visit(openId, unionId, FakeWeChat.SESSION_KEY, false, null, null);
    }

    private static Authorization.Redeem redeem(Secret code, @Nullable Secret verifier) {
        return new Authorization.Redeem(Browser.CLIENT, code, Browser.REDIRECT_URI, verifier, Device.UNKNOWN);
    }
}
