package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.uniongate.contract.MovingClock;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.bus.Event;
import io.uniongate.contract.key.Keys;
import io.uniongate.contract.key.KeysChanged;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.SessionEnded;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class TokenVerifierTest {
    private static final String ISSUER = "https://auth.example.com";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MovingClock clock = MovingClock.at(NOW);
    private final AccessTokens tokens = AccessTokens.of("k1", ISSUER, NOW);
    private final AtomicReference<Keys.JwkSet> published = new AtomicReference<>(tokens.published());
    private final AtomicInteger asked = new AtomicInteger();
    private Bus bus;
    private TokenVerifier verifier;

    @BeforeEach
    void start(Vertx vertx) {
        bus = Bus.on(vertx);
        bus.serve(Keys.Published.class, ask -> {
                    asked.incrementAndGet();
                    return Future.succeededFuture(published.get());
                })
                .await();
        verifier = new TokenVerifier(vertx, bus, clock, ISSUER, Duration.ofMinutes(10), true);
        verifier.start().await();
    }

    @Test
    void readsAnAccessToken() {
        VerifiedToken token = verifier.verify(tokens.valid()).await();

        assertThat(token.subject()).isEqualTo(AccessTokens.SUBJECT);
        assertThat(token.session()).isEqualTo(AccessTokens.SESSION);
        assertThat(token.client().value()).isEqualTo("wx1");
        assertThat(token.scope().values()).isEqualTo(Set.of("openid", "profile"));
    }

    @Test
    void checksOnAWorkerWhereSignaturesAreSlow(Vertx vertx) {
        TokenVerifier slow = new TokenVerifier(vertx, bus, clock, ISSUER, Duration.ofMinutes(10), false);

        VerifiedToken token = slow.verify(tokens.valid()).await();

        assertThat(token.subject()).isEqualTo(AccessTokens.SUBJECT);
    }

    @Test
    @Tag("S1")
    @Tag("T79")
    void refusesAnUnsignedToken() {
        assertRefused(new PlainJWT(tokens.claims().build()).serialize());
    }

    @Test
    @Tag("S1")
    void refusesAMacMadeWithThePublicKey() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("k1")
                .build();
        SignedJWT token = new SignedJWT(header, tokens.claims().build());
        token.sign(new MACSigner(tokens.key().toECPublicKey().getEncoded()));

        assertRefused(token.serialize());
    }

    @Test
    @Tag("S1")
    void refusesATokenThatBringsItsOwnKey() {
        AccessTokens forger = AccessTokens.of("k1", ISSUER, NOW);

        assertRefused(forger.sign(forger.header().jwk(forger.key().toPublicJWK()), forger.claims()));
        assertRefused(tokens.sign(tokens.header().jwk(tokens.key().toPublicJWK()), tokens.claims()));
    }

    @Test
    @Tag("S1")
    void refusesATokenThatNamesAnAddressForItsKey() {
        URI address = URI.create("https://evil.example/keys");

        assertRefused(tokens.sign(tokens.header().jwkURL(address), tokens.claims()));
        assertRefused(tokens.sign(tokens.header().x509CertURL(address), tokens.claims()));
    }

    @Test
    @Tag("S1")
    void refusesATokenThatWantsExtensions() {
        assertRefused(tokens.sign(tokens.header().criticalParams(Set.of("exp")), tokens.claims()));
    }

    @Test
    @Tag("S1")
    @Tag("T79")
    void refusesAnUnknownKeyAndAForgedSignature() {
        assertRefused(AccessTokens.of("k2", ISSUER, NOW).valid());
        assertRefused(AccessTokens.of("k1", ISSUER, NOW).valid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "rt+jwt", "logout+jwt"})
    @Tag("S2")
    void refusesOtherKindsOfToken(String type) {
        assertRefused(tokens.sign(tokens.header().type(new JOSEObjectType(type)), tokens.claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "AbC_-opaque", "e30.e30.e30", "bnVsbA.e30.e30"})
    @Tag("S2")
    void refusesWhatIsNoTokenAtAll(String garbage) {
        assertRefused(garbage);
    }

    @Test
    @Tag("S3")
    @Tag("T79")
    void refusesAnotherIssuersOrAudiencesToken() {
        assertRefused(tokens.sign(tokens.header(), tokens.claims().issuer("https://evil.example")));
        assertRefused(tokens.sign(tokens.header(), tokens.claims().audience("wx2")));
        assertRefused(tokens.sign(tokens.header(), tokens.claims().issuer(null)));
        assertRefused(tokens.sign(tokens.header(), tokens.claims().audience((String) null)));
    }

    @Test
    @Tag("S3")
    @Tag("T79")
    void refusesATokenOnceItHasExpired() {
        String token = tokens.valid();
        assertThat(verifier.verify(token).await()).isNotNull();

        clock.advance(Duration.ofMinutes(11));

        assertRefused(token);
    }

    @Test
    @Tag("S3")
    void refusesATokenFromTheFutureButForgivesASkewedClock() {
        Date soon = Date.from(NOW.plusSeconds(20));
        Date later = Date.from(NOW.plusSeconds(61));

        assertThat(verifier.verify(tokens.sign(tokens.header(), tokens.claims().notBeforeTime(soon)))
                        .await())
                .isNotNull();
        assertRefused(tokens.sign(tokens.header(), tokens.claims().notBeforeTime(later)));
        assertRefused(tokens.sign(tokens.header(), tokens.claims().issueTime(later)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "sid", "client_id", "jti", "iat", "exp"})
    void refusesATokenThatLacksAClaim(String claim) {
        JWTClaimsSet.Builder claims = tokens.claims().claim(claim, null);

        assertRefused(tokens.sign(tokens.header(), claims));
    }

    @Test
    void refusesTheTokensOfAnEndedSession() {
        String seen = tokens.valid();
        assertThat(verifier.verify(seen).await()).isNotNull();

        endSession();

        assertRefused(seen);
        assertRefused(tokens.valid());
    }

    @Test
    void learnsANewKeyWhenToldOfIt() {
        AccessTokens next = AccessTokens.of("k2", ISSUER, NOW);
        assertThat(verifier.verify(tokens.valid()).await()).isNotNull();

        tellOfKeys(next.published());

        assertThat(verifier.verify(next.valid()).await()).isNotNull();
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksForAKeyThatAnotherNodeMadeButNotAtWill() {
        AccessTokens next = AccessTokens.of("k2", ISSUER, NOW);
        assertThat(verifier.verify(tokens.valid()).await()).isNotNull();
        published.set(next.published());

        assertRefused(next.valid());
        clock.advance(Duration.ofSeconds(6));
        VerifiedToken token = verifier.verify(next.valid()).await();

        assertThat(token.subject()).isEqualTo(AccessTokens.SUBJECT);
        assertThat(asked).hasValue(2);
    }

    /** An event has no answer; a second listener hears it after the first. */
    private void endSession() {
        SessionEnded event = new SessionEnded(AccessTokens.SESSION);
        tell(() -> bus.tell(event), SessionEnded.class);
    }

    private void tellOfKeys(Keys.JwkSet keys) {
        tell(() -> bus.tell(new KeysChanged(keys)), KeysChanged.class);
    }

    private <E extends Event> void tell(Runnable telling, Class<E> type) {
        Promise<Void> heard = Promise.promise();
        bus.hear(type, event -> heard.tryComplete()).await();
        telling.run();
        heard.future().await();
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> verifier.verify(token).await())
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(new Problem.TokenInvalid()));
    }
}
