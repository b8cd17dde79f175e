package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.registration.Client;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a known client asks at the authorization endpoint, once it is sure where the answer may go. */
sealed interface AuthorizationRequest {
    Client client();

    record Accepted(
            Client client,
            Destination.ToClient destination,
            Set<String> prompts,
            @Nullable AppId app) implements AuthorizationRequest {
        /** The person must not see a page (OIDC Core §3.1.2.1). */
        boolean isSilent() {
            return prompts.contains("none");
        }

        /** WeChat asks for consent where there is something to consent to: the openid alone is always silent. */
        boolean wantsConsent() {
            return destination.scope().has("profile");
        }
    }

    /** A mistake that is told to the client by redirect (RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6). */
    record Rejected(
            Client client, String redirectUri, @Nullable String state, String error, String description)
            implements AuthorizationRequest {}
}
