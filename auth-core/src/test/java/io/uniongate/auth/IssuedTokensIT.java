package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.uniongate.contract.Device;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.session.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the tokens of a redeemed code say, and to whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuedTokensIT {
    private static final Secret VERIFIER = new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    /** The pair of RFC 7636, appendix B. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Destination.ToClient WITH_CHALLENGE = Browser.toClient("openid profile", "n-0S6", CHALLENGE);

    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final AtomicInteger people = new AtomicInteger();

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
