package io.uniongate.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.uniongate.auth.FastCrypto;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One ES256 signature for each token, by the provider that ours uses; a token is checked once and remembered. */
final class BareTokens {
    private static final long LIFE_SECONDS = 600;

    private final JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
    private final Map<String, UUID> verified = new ConcurrentHashMap<>();
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    private BareTokens(JWSSigner signer, JWSVerifier verifier) {
        this.signer = signer;
        this.verifier = verifier;
    }

    static BareTokens create() {
        if (!FastCrypto.isNative()) {
            throw new BenchmarkFailure("the bare server signs on its event loops, which needs the native provider");
        }
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).generate();
            return new BareTokens(new ECDSASigner(key), new ECDSAVerifier(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With claims as large as ours. */
    String sign(UUID user, UUID session, String appId) {
        long now = Instant.now().getEpochSecond();
        JsonObject claims = new JsonObject()
                .put("iss", "http://localhost:8080")
                .put("aud", "http://localhost:8080")
                .put("sub", user.toString())
                .put("sid", session.toString())
                .put("client_id", appId)
                .put("scope", "openid profile")
                .put("jti", UUID.randomUUID().toString())
                .put("auth_time", now)
                .put("iat", now)
                .put("exp", now + LIFE_SECONDS);
        JWSObject token = new JWSObject(header, new Payload(claims.encode()));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    UUID verify(String token) {
        return verified.computeIfAbsent(token, this::check);
    }

    private UUID check(String token) {
        try {
            JWSObject signed = JWSObject.parse(token);
            if (!signed.verify(verifier)) {
                throw new BenchmarkFailure("a token that is not ours");
            }
            return UUID.fromString(new JsonObject(signed.getPayload().toString()).getString("sub"));
        } catch (ParseException | JOSEException e) {
            throw new BenchmarkFailure("a token that is none", e);
        }
    }
}
