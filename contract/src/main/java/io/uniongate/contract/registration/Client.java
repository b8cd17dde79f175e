package io.uniongate.contract.registration;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Secret;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client of this server; one with a secret is confidential, one without is public (RFC 6749 §2.1).
 *
 * <p>Redirect URIs are text, because they are compared exactly, character by character (RFC 9700 §2.1). With
 * {@code profileRefresh} WeChat's grants of its people are kept, and their profiles fetched again when they are old.
 */
public record Client(
        ClientId id,
        @Nullable Secret secret,
        List<String> redirectUris,
        List<String> returnTo,
        @Nullable AppId officialAccount,
        @Nullable AppId website,
        Set<String> scopes,
        boolean profileRefresh) {
    public Client {
        redirectUris = List.copyOf(redirectUris);
        returnTo = List.copyOf(returnTo);
        scopes = Set.copyOf(scopes);
    }

    public boolean isPublic() {
        return secret == null;
    }
}
