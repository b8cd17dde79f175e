package io.uniongate.webpage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Plays the key set, and signs access tokens with it (RFC 9068). */
final class Tokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    Tokens() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
    }

    void serve(Bus bus) {
        bus.serve(
                        Keys.Published.class,
                        ask -> Future.succeededFuture(
                                new Keys.JwkSet(published().encode())))
                .await();
    }

    JsonObject published() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return JsonObject.of(
                "keys",
                JsonArray.of(new JsonObject()
                        .put("kty", "EC")
                        .put("crv", "P-256")
                        .put("kid", "k1")
                        .put("alg", "ES256")
                        .put("use", "sig")
                        .put("x", coordinate(key.getW().getAffineX()))
                        .put("y", coordinate(key.getW().getAffineY()))));
    }

    String accessToken(String scope) throws GeneralSecurityException {
        JsonObject header = JsonObject.of("alg", "ES256", "kid", "k1", "typ", "at+jwt");
        long now = Instant.now().getEpochSecond();
        JsonObject claims = new JsonObject()
                .put("iss", Fixture.SETTINGS.issuer().toString())
                .put("aud", Fixture.SETTINGS.issuer().toString())
                .put("sub", FakeSessions.USER.toString())
                .put("sid", FakeSessions.SESSION.toString())
                .put("client_id", "h5-shop")
                .put("scope", scope)
                .put("jti", "j1")
                .put("iat", now)
                .put("exp", now + 600);
        String signed = encode(header) + "." + encode(claims);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String encode(JsonObject part) {
        return BASE64.encodeToString(part.encode().getBytes(UTF_8));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length), 0, fixed, 32 - length, length);
        return BASE64.encodeToString(fixed);
    }
}
