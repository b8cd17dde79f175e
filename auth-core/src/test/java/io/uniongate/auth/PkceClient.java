package io.uniongate.auth;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import org.jspecify.annotations.Nullable;

/** The client that a browser comes back to, with the pair of RFC 7636, appendix B. */
final class PkceClient {
    static final Secret VERIFIER = new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final Destination.ToClient WITH_CHALLENGE = Browser.toClient("openid profile", "n-0S6", CHALLENGE);

    private PkceClient() {}

    static Authorization.Redeem redeem(Secret code, @Nullable Secret verifier) {
        return new Authorization.Redeem(Browser.CLIENT, code, Browser.REDIRECT_URI, verifier, Device.UNKNOWN);
    }
}
