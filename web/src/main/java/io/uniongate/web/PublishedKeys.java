package io.uniongate.web;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.uniongate.contract.key.KeysChanged;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys that tokens are checked with, each on its own, so that a token's kid decides which one it is. */
final class PublishedKeys {
    private static final Duration PAUSE_BETWEEN_ASKING = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final String issuer;
    private volatile Map<String, JWTAuth> current = Map.of();
    private Instant asksAgainAt = Instant.MIN;
    private Future<Map<String, JWTAuth>> asked = Future.succeededFuture(current);

    PublishedKeys(Vertx vertx, Bus bus, Clock clock, String issuer) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.issuer = issuer;
    }

    Future<Void> followChanges() {
        return bus.hear(KeysChanged.class, changed -> current = byId(changed.published()));
    }

    /** The key of this id; an unknown one may be another node's newest, so it is asked for, but not at will. */
    Future<JWTAuth> find(String keyId) {
        JWTAuth known = current.get(keyId);
        return known != null
                ? Future.succeededFuture(known)
                : onThisContext(askAgain()).compose(keys -> require(keys, keyId));
    }

    private synchronized Future<Map<String, JWTAuth>> askAgain() {
        Instant now = clock.instant();
        if (!now.isBefore(asksAgainAt)) {
            asksAgainAt = now.plus(PAUSE_BETWEEN_ASKING);
            asked = bus.ask(new Keys.Published()).map(this::byId).onSuccess(keys -> current = keys);
        }
        return asked;
    }

    /** The answer is shared by requests of several event loops; each goes on where it came from. */
    private <T> Future<T> onThisContext(Future<T> shared) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        shared.onComplete((result, failure) -> context.runOnContext(now -> promise.complete(result, failure)));
        return promise.future();
    }

    private static Future<JWTAuth> require(Map<String, JWTAuth> keys, String keyId) {
        JWTAuth key = keys.get(keyId);
        return key == null ? ProblemException.failed(new Problem.TokenInvalid()) : Future.succeededFuture(key);
    }

    private Map<String, JWTAuth> byId(Keys.JwkSet set) {
        return new JsonObject(set.json())
                .getJsonArray("keys").stream()
                        .map(JsonObject.class::cast)
                        .filter(key -> isForEs256(key))
                        .collect(Collectors.toUnmodifiableMap(key -> key.getString("kid"), this::authOf));
    }

    /** RFC 7518 §3.4: ES256 is of P-256 alone; a key need not say so itself (RFC 7517 §4.4). */
    private static boolean isForEs256(JsonObject key) {
        return "P-256".equals(key.getString("crv"))
                && "ES256".equals(key.getString("alg", "ES256"))
                && key.getString("kid") != null;
    }

    private JWTAuth authOf(JsonObject key) {
        // Times are left to us: the library knows only the system's clock.
        JWTOptions claims = new JWTOptions()
                .setAlgorithm("ES256")
                .setIssuer(issuer)
                .addAudience(issuer)
                .setIgnoreExpiration(true);
        return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key).setJWTOptions(claims));
    }
}
