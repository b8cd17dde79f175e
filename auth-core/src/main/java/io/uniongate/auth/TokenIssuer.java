package io.uniongate.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.db.NewSession;
import io.uniongate.db.SessionRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes what a client holds: an access token (RFC 9068), a refresh token, and an ID token (OIDC Core §2). */
final class TokenIssuer {
    static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private static final List<String> AUTHENTICATION_METHODS = List.of("wechat");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Vertx vertx;
    private final AuthSettings settings;
    private final KeyRing keys;
    private final SessionTokens sessionTokens;
    private final Clock clock;

    TokenIssuer(Vertx vertx, AuthSettings settings, KeyRing keys, SessionTokens sessionTokens, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.keys = keys;
        this.sessionTokens = sessionTokens;
        this.clock = clock;
    }

    /** The session that tokens are made for. */
    record Bearer(
            SessionId session,
            UserId user,
            ClientId client,
            Scope scope,
            Instant authTime,
            int counter,
            Instant expiresAt) {
        static Bearer of(NewSession session, UserId user) {
            Instant expiresAt = session.idleExpiresAt().isBefore(session.absoluteExpiresAt())
                    ? session.idleExpiresAt()
                    : session.absoluteExpiresAt();
            return new Bearer(session.id(), user, session.client(), session.scope(), session.openedAt(), 0, expiresAt);
        }

        static Bearer of(SessionRow row) {
            return new Bearer(
                    row.id(), row.user(), row.client(), row.scope(), row.createdAt(), row.counter(), row.expiresAt());
        }
    }

    Future<TokenPair> pair(Bearer bearer) {
        Instant now = clock.instant();
        return signAccessToken(accessToken(bearer, now)).map(access -> pair(bearer, access, null, now));
    }

    /** With an ID token; the profile goes into it only where the scope asks for it. */
    Future<TokenPair> pair(Bearer bearer, User user, @Nullable String nonce) {
        Instant now = clock.instant();
        return signAccessToken(accessToken(bearer, now))
                .compose(access ->
                        signIdToken(idToken(bearer, user, nonce, now)).map(id -> pair(bearer, access, id, now)));
    }

    private TokenPair pair(Bearer bearer, Secret access, @Nullable Secret id, Instant now) {
        return new TokenPair(
                access,
                settings.accessTokenTtl(),
                sessionTokens.refreshToken(bearer.session(), bearer.counter()),
                Duration.between(now, bearer.expiresAt()),
                bearer.scope(),
                id);
    }

    private JsonObject accessToken(Bearer bearer, Instant now) {
        return common(bearer, now)
                .put("aud", settings.issuer().toString())
                .put("client_id", bearer.client().value())
                .put("scope", bearer.scope().toString())
                .put("jti", UUID.randomUUID().toString());
    }

    private JsonObject idToken(Bearer bearer, User user, @Nullable String nonce, Instant now) {
        JsonObject claims = common(bearer, now).put("aud", bearer.client().value());
        putKnown(claims, "nonce", nonce);
        if (bearer.scope().has(Scope.PROFILE)) {
            putKnown(claims, "name", user.nickName());
            putKnown(claims, "nickname", user.nickName());
            putKnown(claims, "picture", user.avatarUrl());
        }
        return claims;
    }

    private static void putKnown(JsonObject claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private JsonObject common(Bearer bearer, Instant now) {
        return new JsonObject()
                .put("iss", settings.issuer().toString())
                .put("sub", bearer.user().toString())
                .put("sid", bearer.session().toString())
                .put("auth_time", bearer.authTime().getEpochSecond())
                .put("amr", AUTHENTICATION_METHODS)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(settings.accessTokenTtl()).getEpochSecond());
    }

    private Future<Secret> signAccessToken(JsonObject claims) {
        KeySet.SigningKey key = keys.current().signingKey(clock.instant());
        return sign(key, key.accessTokenHeader(), claims);
    }

    private Future<Secret> signIdToken(JsonObject claims) {
        KeySet.SigningKey key = keys.current().signingKey(clock.instant());
        return sign(key, key.idTokenHeader(), claims);
    }

    /** The JDK's own curves are too slow for an event loop. */
    private Future<Secret> sign(KeySet.SigningKey key, JWSHeader header, JsonObject claims) {
        return FastCrypto.isNative()
                ? Future.succeededFuture(signed(key, header, claims))
                : vertx.executeBlocking(() -> signed(key, header, claims), false);
    }

    private static Secret signed(KeySet.SigningKey key, JWSHeader header, JsonObject claims) {
        String payload = BASE64.encodeToString(claims.toBuffer().getBytes());
        JWSObject token = new JWSObject(header, new Payload(new Base64URL(payload)));
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("Key " + key.kid() + " does not sign", e);
        }
        return new Secret(token.serialize());
    }
}
