package io.uniongate.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.uniongate.contract.key.Keys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Access tokens as auth-core issues them, and what others might try instead. */
record AccessTokens(ECKey key, String issuer, Instant now) {
    static final UUID SUBJECT = UUID.fromString("01900000-0000-7000-8000-000000000001");
    static final UUID SESSION = UUID.fromString("01900000-0000-7000-8000-000000000002");

    static AccessTokens of(String keyId, String issuer, Instant now) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(keyId)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            return new AccessTokens(key, issuer, now);
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    Keys.JwkSet published() {
        JsonObject publicKey = new JsonObject(key.toPublicJWK().toJSONString());
        return new Keys.JwkSet(JsonObject.of("keys", JsonArray.of(publicKey)).encode());
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
    }

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(issuer)
                .subject(SUBJECT.toString())
                .claim("sid", SESSION.toString())
                .claim("client_id", "wx1")
                .claim("scope", "openid profile")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    String valid() {
        return sign(header(), claims());
    }

    String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
