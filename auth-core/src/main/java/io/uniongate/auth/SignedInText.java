package io.uniongate.auth;

import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/** A sign-in's outcome as text, to be kept sealed for those who ask with the same idempotency key. */
final class SignedInText {
    private SignedInText() {}

    static Secret write(SignIn.Outcome outcome) {
        if (outcome instanceof SignIn.ProfileRequired required) {
            return new Secret(JsonObject.of(
                            "session",
                            required.session().reveal(),
                            "expiresIn",
                            required.expiresIn().toSeconds())
                    .encode());
        }
        SignIn.SignedIn signedIn = (SignIn.SignedIn) outcome;
        return new Secret(JsonObject.of(
                        "tokens", tokens(signedIn.tokens()), "user", user(signedIn.user()), "new", signedIn.isNewUser())
                .encode());
    }

    static SignIn.Outcome read(Secret text) {
        JsonObject json = new JsonObject(text.reveal());
        return json.containsKey("session")
                ? new SignIn.ProfileRequired(
                        new Secret(json.getString("session")), Duration.ofSeconds(json.getLong("expiresIn")))
                : new SignIn.SignedIn(
                        tokens(json.getJsonObject("tokens")), user(json.getJsonObject("user")), json.getBoolean("new"));
    }

    private static JsonObject tokens(TokenPair pair) {
        return JsonObject.of(
                "access", pair.accessToken().reveal(),
                "expiresIn", pair.expiresIn().toSeconds(),
                "refresh", pair.refreshToken().reveal(),
                "refreshExpiresIn", pair.refreshExpiresIn().toSeconds(),
                "scope", pair.scope().toString());
    }

    private static TokenPair tokens(JsonObject json) {
        return new TokenPair(
                new Secret(json.getString("access")),
                Duration.ofSeconds(json.getLong("expiresIn")),
                new Secret(json.getString("refresh")),
                Duration.ofSeconds(json.getLong("refreshExpiresIn")),
                Scope.parse(json.getString("scope")),
                null);
    }

    private static JsonObject user(User user) {
        return JsonObject.of(
                "id", user.id().toString(),
                "nickName", user.nickName(),
                "avatarUrl", user.avatarUrl(),
                "phone", user.phone(),
                "createdAt", user.createdAt(),
                "unified", user.unified());
    }

    private static User user(JsonObject json) {
        return new User(
                new UserId(UUID.fromString(json.getString("id"))),
                json.getString("nickName"),
                json.getString("avatarUrl"),
                json.getString("phone"),
                json.getInstant("createdAt"),
                json.getBoolean("unified"));
    }
}
