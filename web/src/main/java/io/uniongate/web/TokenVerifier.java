package io.uniongate.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.SessionEnded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * Turns an access token of ours into a {@link VerifiedToken}, or refuses it with {@code TOKEN_INVALID} (RFC 9068 §4).
 *
 * <p>A token is checked once: what was found is kept under its hash until it expires or its session ends.
 */
public final class TokenVerifier {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final long TOKENS_KEPT = 100_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final PublishedKeys keys;
    private final boolean fastVerification;
    private final Cache<ByteBuffer, VerifiedToken> verified;
    private final Cache<SessionId, SessionId> ended;

    /**
     * @param issuer who must have issued a token and whom it must be for
     * @param accessTokenTtl how long a token can outlive its session unless that is remembered
     * @param fastVerification whether a signature is checked so fast that an event loop may do it
     */
    public TokenVerifier(
            Vertx vertx, Bus bus, Clock clock, String issuer, Duration accessTokenTtl, boolean fastVerification) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.fastVerification = fastVerification;
        keys = new PublishedKeys(vertx, bus, clock, issuer);
        verified = Caffeine.newBuilder()
                .maximumSize(TOKENS_KEPT)
                .expireAfterWrite(accessTokenTtl.plus(SKEW))
                .build();
        ended = Caffeine.newBuilder()
                .expireAfterWrite(accessTokenTtl.plus(SKEW.multipliedBy(2)))
                .build();
    }

    /** Begins to follow what changes keys and sessions. */
    public Future<Void> start() {
        return keys.followChanges()
                .compose(done -> bus.hear(SessionEnded.class, event -> ended.put(event.session(), event.session())));
    }

    public Future<VerifiedToken> verify(String token) {
        ByteBuffer hash = hash(token);
        VerifiedToken known = verified.getIfPresent(hash);
        return (known != null ? Future.succeededFuture(known) : check(token, hash)).compose(this::requireAlive);
    }

    private Future<VerifiedToken> check(String token, ByteBuffer hash) {
        return Future.succeededFuture(token)
                .map(JoseHeader::of)
                .compose(header -> keys.find(header.keyId()))
                .compose(key -> authenticate(key, token))
                .map(this::read)
                .onSuccess(result -> verified.put(hash, result));
    }

    private Future<JsonObject> authenticate(JWTAuth key, String token) {
        TokenCredentials credentials = new TokenCredentials(token);
        Future<User> user = fastVerification
                ? key.authenticate(credentials)
                : vertx.executeBlocking(() -> key.authenticate(credentials), false)
                        .compose(Function.identity());
        return user.map(found -> found.attributes().getJsonObject("accessToken"))
                .recover(refused -> ProblemException.failed(new Problem.TokenInvalid()));
    }

    private VerifiedToken read(JsonObject claims) {
        try {
            requireIssued(claims);
            return new VerifiedToken(
                    new UserId(UUID.fromString(requireText(claims, "sub"))),
                    new SessionId(UUID.fromString(requireText(claims, "sid"))),
                    new ClientId(requireText(claims, "client_id")),
                    Scope.parse(claims.getString("scope", "")),
                    time(claims, "exp"));
        } catch (ClassCastException | IllegalArgumentException | ArithmeticException | DateTimeException malformed) {
            throw invalid();
        }
    }

    private void requireIssued(JsonObject claims) {
        Instant latest = clock.instant().plus(SKEW);
        if (!(claims.getValue("jti") instanceof String)
                || time(claims, "iat").isAfter(latest)
                || (claims.containsKey("nbf") && time(claims, "nbf").isAfter(latest))) {
            throw invalid();
        }
    }

    private Future<VerifiedToken> requireAlive(VerifiedToken token) {
        boolean expired = !clock.instant().isBefore(token.expiresAt().plus(SKEW));
        return expired || ended.getIfPresent(token.session()) != null
                ? ProblemException.failed(new Problem.TokenInvalid())
                : Future.succeededFuture(token);
    }

    private static String requireText(JsonObject claims, String name) {
        if (claims.getValue(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw invalid();
    }

    private static Instant time(JsonObject claims, String name) {
        if (claims.getValue(name) instanceof Number seconds) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        throw invalid();
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(new Problem.TokenInvalid());
    }
}
