package io.uniongate.auth;

import static io.uniongate.auth.KeyGenerations.ES256;
import static io.uniongate.auth.KeyGenerations.HS256;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.uniongate.contract.Secret;
import io.uniongate.db.Database;
import io.uniongate.db.KeyQueries;
import io.uniongate.db.KeyQueries.StoredKey;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the key set in Postgres, sealed: made at first start, replaced by rotation.
 *
 * <p>A new key is published before it signs, for longer than anybody may cache the key set, and an old one stays
 * until everything it signed has run out; so no verification fails during a rotation (S4).
 */
public final class KeyStore {
    /** Longer than the five minutes that a JWK set may be cached, and than the time between two loads. */
    static final Duration LEAD = Duration.ofMinutes(10);

    private static final int MAC_KEY_BYTES = 32;

    private final Vertx vertx;
    private final Database database;
    private final Sealer sealer;
    private final AuthSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public KeyStore(Vertx vertx, Database database, Sealer sealer, AuthSettings settings, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.sealer = sealer;
        this.settings = settings;
        this.clock = clock;
    }

    /** The keys that count now; makes those that are missing or have been in use for too long. */
    Future<KeySet> load() {
        return database.statement(client -> KeyQueries.load(client, clock.instant()))
                .compose(stored ->
                        isDue(stored, ES256) || isDue(stored, HS256) ? renew() : Future.succeededFuture(stored))
                .compose(this::opened);
    }

    /** Replaces the keys; both generations stay valid as long as tokens of the old one live. */
    public Future<Void> rotate() {
        return database.transaction(tx -> KeyQueries.lock(tx)
                .compose(locked -> KeyQueries.load(tx, clock.instant()))
                .compose(stored -> add(tx, ES256, stored).compose(added -> add(tx, HS256, stored))));
    }

    private Future<List<StoredKey>> renew() {
        return database.transaction(tx -> KeyQueries.lock(tx)
                .compose(locked -> KeyQueries.load(tx, clock.instant()))
                .compose(stored -> addIfDue(tx, ES256, stored).compose(added -> addIfDue(tx, HS256, stored)))
                .compose(added -> KeyQueries.load(tx, clock.instant())));
    }

    private boolean isDue(List<StoredKey> stored, String algorithm) {
        return KeyGenerations.of(algorithm, stored).isDue(clock.instant());
    }

    private Future<Void> addIfDue(SqlClient tx, String algorithm, List<StoredKey> stored) {
        return isDue(stored, algorithm) ? add(tx, algorithm, stored) : Future.succeededFuture();
    }

    private Future<Void> add(SqlClient tx, String algorithm, List<StoredKey> stored) {
        boolean isFirst = KeyGenerations.of(algorithm, stored).all().isEmpty();
        Instant now = clock.instant();
        Instant activatesAt = isFirst ? now : now.plus(LEAD);
        Duration tokenLife = algorithm.equals(ES256) ? settings.accessTokenTtl() : settings.absoluteLifetime();
        return vertx.executeBlocking(() -> generate(algorithm, now, activatesAt), false)
                .compose(key ->
                        KeyQueries.add(tx, key, activatesAt.plus(tokenLife).plus(LEAD)));
    }

    private StoredKey generate(String algorithm, Instant now, Instant activatesAt) throws JOSEException {
        if (algorithm.equals(ES256)) {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(HexFormat.of().formatHex(randomBytes(8)))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            JsonObject publicJwk = new JsonObject(key.toPublicJWK().toJSONString());
            return sealed(key.getKeyID(), ES256, key.toJSONString(), publicJwk, now, activatesAt);
        }
        String kid = HexFormat.of().toHexDigits(random.nextInt());
        return sealed(
                kid, HS256, Base64.getEncoder().encodeToString(randomBytes(MAC_KEY_BYTES)), null, now, activatesAt);
    }

    private StoredKey sealed(
            String kid,
            String algorithm,
            String material,
            @Nullable JsonObject publicJwk,
            Instant now,
            Instant activatesAt) {
        Buffer sealed = sealer.seal(new Secret(material), kid);
        return new StoredKey(kid, algorithm, sealed, sealer.primaryKeyId(), publicJwk, now, activatesAt, null);
    }

    private Future<KeySet> opened(List<StoredKey> stored) {
        Stream<StoredKey> signing = KeyGenerations.of(ES256, stored).all().stream();
        Stream<StoredKey> mac = KeyGenerations.of(HS256, stored).all().stream();
        return resealed(stored)
                .map(done -> new KeySet(
                        signing.map(this::signingKey).toList(),
                        mac.map(this::macKey).toList()));
    }

    private Future<Void> resealed(List<StoredKey> stored) {
        Future<Void> done = Future.succeededFuture();
        for (StoredKey key : stored) {
            if (!key.keyId().equals(sealer.primaryKeyId())) {
                Buffer again = sealer.seal(sealer.open(key.sealed(), key.kid()), key.kid());
                done = done.compose(before -> database.statement(
                        client -> KeyQueries.reseal(client, key.kid(), again, sealer.primaryKeyId())));
            }
        }
        return done;
    }

    private KeySet.SigningKey signingKey(StoredKey key) {
        try {
            return KeySet.SigningKey.of(
                    ECKey.parse(sealer.open(key.sealed(), key.kid()).reveal()), key.activatesAt());
        } catch (ParseException e) {
            throw new IllegalStateException("Signing key " + key.kid() + " is not a JWK");
        }
    }

    private KeySet.MacKey macKey(StoredKey key) {
        byte[] material =
                Base64.getDecoder().decode(sealer.open(key.sealed(), key.kid()).reveal());
        return new KeySet.MacKey(
                HexFormat.fromHexDigits(key.kid()), key.activatesAt(), new SecretKeySpec(material, "HmacSHA256"));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
