package io.uniongate.webpage;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What the token endpoint grants: a code or a refresh token for tokens (RFC 6749 §4.1.3, §6; RFC 7636 §4.5). */
final class Grants {
    private final Bus bus;

    Grants(Bus bus) {
        this.bus = bus;
    }

    Future<JsonObject> token(Client client, Parameters form, Device device) {
        String grant = form.require("grant_type");
        if (grant.equals("authorization_code")) {
            return redeem(client, form, device).map(Grants::answer);
        }
        if (grant.equals("refresh_token")) {
            Secret refreshToken = new Secret(form.require("refresh_token"));
            return bus.ask(new Sessions.Refresh(client.id(), refreshToken)).map(Grants::answer);
        }
        return ProblemException.failed(new Problem.UnsupportedGrantType());
    }

    private Future<TokenPair> redeem(Client client, Parameters form, Device device) {
        if (client.redirectUris().isEmpty()) {
            return ProblemException.failed(new Problem.UnauthorizedClient());
        }
        return bus.ask(new Authorization.Redeem(
                client.id(), new Secret(form.require("code")), form.require("redirect_uri"), verifier(form), device));
    }

    private static @Nullable Secret verifier(Parameters form) {
        String verifier = form.find("code_verifier");
        if (verifier == null) {
            return null;
        }
        if (!Pkce.isWellFormed(verifier)) {
            throw new ProblemException(new Problem.InvalidGrant());
        }
        return new Secret(verifier);
    }

    private static JsonObject answer(TokenPair tokens) {
        JsonObject answer = new JsonObject()
                .put("access_token", tokens.accessToken().reveal())
                .put("token_type", "Bearer")
                .put("expires_in", tokens.expiresIn().toSeconds())
                .put("refresh_token", tokens.refreshToken().reveal())
                .put("refresh_expires_in", tokens.refreshExpiresIn().toSeconds())
                .put("scope", tokens.scope().toString());
        Secret idToken = tokens.idToken();
        return idToken == null ? answer : answer.put("id_token", idToken.reveal());
    }
}
