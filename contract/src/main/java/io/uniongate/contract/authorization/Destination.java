package io.uniongate.contract.authorization;

import io.uniongate.contract.Scope;
import org.jspecify.annotations.Nullable;

/** Where a browser goes when WeChat has told who it is; kept on the server, never in WeChat's state. */
public sealed interface Destination {
    Scope scope();

    /**
     * Back to an OAuth client with a code (RFC 6749 §4.1, RFC 7636, OIDC Core §3.1). On a silent way the person must
     * not see a page, so the client is told whatever goes wrong (OIDC Core §3.1.2.1, {@code prompt=none}).
     */
    record ToClient(
            String redirectUri,
            @Nullable String state,
            Scope scope,
            @Nullable String nonce,
            @Nullable String codeChallenge,
            boolean silent)
            implements Destination {}

    /** Back to a server-rendered page with a session cookie. */
    record ToPage(String returnTo, Scope scope) implements Destination {}
}
