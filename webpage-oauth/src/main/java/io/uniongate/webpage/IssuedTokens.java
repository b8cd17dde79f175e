package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.session.Sessions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** What may be done with a token once it is out: ended (RFC 7009) and asked about (RFC 7662). */
final class IssuedTokens {
    private static final String INTROSPECT = "introspect";

    private final Bus bus;
    private final URI issuer;

    IssuedTokens(Bus bus, URI issuer) {
        this.bus = bus;
        this.issuer = issuer;
    }

    Future<JsonObject> revoke(Client client, Parameters form) {
        Secret token = new Secret(form.require("token"));
        return bus.ask(new Sessions.Revoke(client.id(), token)).map(done -> new JsonObject());
    }

    Future<JsonObject> introspect(Client client, Parameters form) {
        if (client.isPublic()) {
            return ProblemException.failed(new Problem.InvalidClient());
        }
        if (!client.scopes().contains(INTROSPECT)) {
            return ProblemException.failed(new Problem.InsufficientScope());
        }
        return bus.ask(new Sessions.Introspect(new Secret(form.require("token"))))
                .map(found -> found.map(this::active).orElseGet(() -> new JsonObject().put("active", false)));
    }

    private JsonObject active(Sessions.Active token) {
        return new JsonObject()
                .put("active", true)
                .put("token_type", token.tokenType())
                .put("iss", issuer.toString())
                .put("sub", token.subject().toString())
                .put("sid", token.session().toString())
                .put("client_id", token.client().toString())
                .put("scope", token.scope().toString())
                .put("exp", token.expiresAt().getEpochSecond());
    }
}
