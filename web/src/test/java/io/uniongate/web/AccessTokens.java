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
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Access tokens as auth-core issues them, and what others might try instead. */
public record AccessTokens(ECKey key, String issuer, Instant now) {
    public static final UserId SUBJECT = new UserId(UUID.fromString("01900000-0000-7000-8000-000000000001"));
    public static final SessionId SESSION = new SessionId(UUID.fromString("01900000-0000-7000-8000-000000000002"));
    private static final String ISSUER = "https://auth.example.com";

    public static AccessTokens create() {
        return of("k1", ISSUER, Instant.now());
    }

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

    /** Who checks these tokens, with the key that it finds on the bus. */
    public TokenVerifier verifier(Vertx vertx, Bus bus) {
        bus.serve(Keys.Published.class, ask -> Future.succeededFuture(published()))
                .await();
        return new TokenVerifier(vertx, bus, Clock.systemUTC(), issuer, Duration.ofMinutes(10), true);
    }

    public Keys.JwkSet published() {
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

    public String valid() {
        return sign(header(), claims());
    }

    public String withScope(String scope) {
        return sign(header(), claims().claim("scope", scope));
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
