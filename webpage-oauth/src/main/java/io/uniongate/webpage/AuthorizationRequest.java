package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.registration.Client;
import org.jspecify.annotations.Nullable;

/** What a known client asks at the authorization endpoint, once it is sure where the answer may go. */
sealed interface AuthorizationRequest {
    record Accepted(
            Client client, @Nullable AppId app, @Nullable LoginMethod method, Destination.ToClient destination)
            implements AuthorizationRequest {
        Journey journey() {
            return new Journey(client, app, method, destination);
        }
    }

    /** A mistake that is told to the client by redirect (RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6). */
    record Rejected(String redirectUri, @Nullable String state, String error, String description)
            implements AuthorizationRequest {}
}
