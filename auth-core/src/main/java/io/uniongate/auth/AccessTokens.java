package io.uniongate.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads access tokens of our own, for those who ask about them or give them back (RFC 7662, RFC 7009). */
final class AccessTokens {
    private final AuthSettings settings;
    private final KeyRing keys;
    private final Clock clock;

    AccessTokens(AuthSettings settings, KeyRing keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /** An authentic token that has not run out; whether its session lives, only the database knows. */
    record Valid(SessionId session, ClientId client, Instant expiresAt) {}

    Optional<Valid> check(Secret token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token.reveal());
            return isOurs(jwt) ? valid(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || !TokenIssuer.ACCESS_TOKEN.equals(header.getType())
                || header.getKeyID() == null) {
            return false;
        }
        Optional<KeySet.SigningKey> key = keys.current().signingKey(header.getKeyID());
        return key.isPresent() && jwt.verify(key.get().verifier());
    }

    private Optional<Valid> valid(JWTClaimsSet claims) throws ParseException {
        String issuer = settings.issuer().toString();
        Instant expiresAt = claims.getExpirationTime().toInstant();
        if (!issuer.equals(claims.getIssuer())
                || !claims.getAudience().contains(issuer)
                || !expiresAt.isAfter(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(new Valid(
                new SessionId(UUID.fromString(claims.getStringClaim("sid"))),
                new ClientId(claims.getStringClaim("client_id")),
                expiresAt));
    }
}
