package io.uniongate.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.uniongate.contract.key.Keys;
import java.text.ParseException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** The keys that count at one moment: published from the start, used from their activation, until they retire. */
record KeySet(List<SigningKey> signing, List<MacKey> mac) {
    KeySet {
        signing = List.copyOf(signing);
        mac = List.copyOf(mac);
    }

    /** Signs access and ID tokens; their headers are the same for every token, so they are encoded once. */
    record SigningKey(
            String kid,
            Instant activatesAt,
            JWK publicKey,
            JWSSigner signer,
            JWSVerifier verifier,
            JWSHeader accessTokenHeader,
            JWSHeader idTokenHeader) {
        static SigningKey of(ECKey key, Instant activatesAt) {
            try {
                return new SigningKey(
                        key.getKeyID(),
                        activatesAt,
                        key.toPublicJWK(),
                        new ECDSASigner(key),
                        new ECDSAVerifier(key.toPublicJWK()),
                        header(key, TokenIssuer.ACCESS_TOKEN),
                        header(key, JOSEObjectType.JWT));
            } catch (JOSEException e) {
                throw new IllegalStateException("A key of ours is not one of P-256", e);
            }
        }

        /** A parsed header remembers its encoded form. */
        private static JWSHeader header(ECKey key, JOSEObjectType type) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(type)
                    .keyID(key.getKeyID())
                    .build();
            try {
                return JWSHeader.parse(header.toBase64URL());
            } catch (ParseException e) {
                throw new IllegalStateException("A header of ours is one", e);
            }
        }

        @Override
        public String toString() {
            return "SigningKey[" + kid + "]";
        }
    }

    /** Authenticates refresh tokens and session cookies; {@code number} names it inside a token. */
    record MacKey(int number, Instant activatesAt, SecretKeySpec key) {
        @Override
        public String toString() {
            return "MacKey[" + Integer.toHexString(number) + "]";
        }
    }

    /** The newest key that everybody had time to learn. */
    SigningKey signingKey(Instant now) {
        return signing.stream()
                .filter(key -> !key.activatesAt().isAfter(now))
                .max(Comparator.comparing(SigningKey::activatesAt))
                .orElse(signing.get(0));
    }

    Optional<SigningKey> signingKey(String kid) {
        return signing.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    MacKey macKey(Instant now) {
        return mac.stream()
                .filter(key -> !key.activatesAt().isAfter(now))
                .max(Comparator.comparing(MacKey::activatesAt))
                .orElse(mac.get(0));
    }

    Optional<MacKey> macKey(int number) {
        return mac.stream().filter(key -> key.number() == number).findFirst();
    }

    Keys.JwkSet published() {
        return new Keys.JwkSet(
                new JWKSet(signing.stream().map(SigningKey::publicKey).toList()).toString(true));
    }
}
