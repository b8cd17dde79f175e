package io.uniongate.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.key.Keys;
import java.time.Instant;
import java.util.Date;

/** Access tokens as auth-core issues them. */
record AccessTokens(ECKey key) {
    static final String ISSUER = "https://auth.example.com";

    static AccessTokens create() {
        try {
            return new AccessTokens(new ECKeyGenerator(Curve.P_256)
                    .keyID("k1")
                    .algorithm(JWSAlgorithm.ES256)
                    .generate());
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    Keys.JwkSet published() {
        return new Keys.JwkSet(new JWKSet(key).toString(true));
    }

    String of(UserId user, SessionId session) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("k1")
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(ISSUER)
                .subject(user.toString())
                .claim("sid", session.toString())
                .claim("client_id", "wx1")
                .claim("scope", "openid profile")
                .jwtID("1")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        return sign(new SignedJWT(header, claims));
    }

    private String sign(SignedJWT token) {
        try {
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
