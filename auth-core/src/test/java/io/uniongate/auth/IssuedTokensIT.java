package io.uniongate.auth;

import static io.uniongate.auth.PkceClient.CHALLENGE;
import static io.uniongate.auth.PkceClient.VERIFIER;
import static io.uniongate.auth.PkceClient.WITH_CHALLENGE;
import static io.uniongate.auth.PkceClient.redeem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.session.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the tokens of a redeemed code say, and to whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuedTokensIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

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
        Secret code = Browser.of(core).codeFor(WITH_CHALLENGE, FakeWeChat.Visit.of("o-clear", null));

        TokenPair pair = core.ask(redeem(code, VERIFIER));

        assertThat(core.dump())
                .doesNotContain(code.reveal())
                .doesNotContain(pair.refreshToken().reveal())
                .doesNotContain(pair.accessToken().reveal());
    }
}
