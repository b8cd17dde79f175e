package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.MovingClock;
import io.uniongate.contract.Scope;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.key.Keys;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two nodes through time, a step at a time: each signs, and everybody verifies with a key set up to five minutes old. */
final class Rotation {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration LONGEST_CACHE = Duration.ofMinutes(5);

    private record Published(Instant at, JWKSet keys) {}

    private record Issued(Instant expiresAt, SignedJWT token) {}

    private final MovingClock clock;
    private final KeyRing prompt;
    private final KeyRing late;
    private final TokenIssuer promptIssuer;
    private final TokenIssuer lateIssuer;
    private final List<Published> cached = new ArrayList<>();
    private final List<Issued> alive = new ArrayList<>();
    private int steps;

    Rotation(AuthCore one, AuthCore other) {
        this.clock = one.clock;
        this.prompt = new KeyRing(one.keyStore(one.sealer), one.bus);
        this.late = new KeyRing(other.keyStore(other.sealer), other.bus);
        this.promptIssuer =
                new TokenIssuer(one.vertx, AuthCore.SETTINGS, prompt, new SessionTokens(prompt, clock), clock);
        this.lateIssuer = new TokenIssuer(other.vertx, AuthCore.SETTINGS, late, new SessionTokens(late, clock), clock);
        prompt.refresh().await();
        late.refresh().await();
    }

    /** Lets this time pass; one node reads the keys at every step, the other at every second one. */
    void watch(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
            clock.advance(STEP);
            prompt.refresh().await();
            if (steps++ % 2 == 0) {
                late.refresh().await();
            }
            publish();
            issue(promptIssuer);
            issue(lateIssuer);
            assertThat(alive)
                    .allSatisfy(issued -> assertThat(cached)
                            .allSatisfy(published ->
                                    assertThat(key(issued.token(), published)).isNotNull()));
        }
    }

    String signingKey() {
        return prompt.current().signingKey(clock.instant()).kid();
    }

    List<String> published() {
        return kids(prompt.current().published());
    }

    static List<String> kids(Keys.JwkSet published) {
        return parsed(published).getKeys().stream().map(JWK::getKeyID).toList();
    }

    private void publish() {
        Instant now = clock.instant();
        cached.removeIf(published -> published.at().plus(LONGEST_CACHE).isBefore(now));
        cached.add(new Published(now, parsed(prompt.current().published())));
        cached.add(new Published(now, parsed(late.current().published())));
    }

    private void issue(TokenIssuer issuer) {
        Instant now = clock.instant();
        alive.removeIf(issued -> !issued.expiresAt().isAfter(now));
        TokenIssuer.Bearer bearer = new TokenIssuer.Bearer(
                new SessionId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()),
                new ClientId("client"),
                Scope.parse("openid"),
                now,
                0,
                now.plus(Duration.ofDays(1)));
        var pair = issuer.pair(bearer).await();
        SignedJWT token = Claims.jwt(pair.accessToken());
        assertThat(cached)
                .allSatisfy(published -> assertThat(verifies(token, published)).isTrue());
        alive.add(new Issued(now.plus(pair.expiresIn()), token));
    }

    private static boolean verifies(SignedJWT token, Published published) throws JOSEException {
        JWK key = key(token, published);
        return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
    }

    private static @Nullable JWK key(SignedJWT token, Published published) {
        return published.keys().getKeyByKeyId(token.getHeader().getKeyID());
    }

    private static JWKSet parsed(Keys.JwkSet published) {
        try {
            return JWKSet.parse(published.json());
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
