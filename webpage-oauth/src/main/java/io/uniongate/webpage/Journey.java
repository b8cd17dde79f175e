package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.registration.Client;
import org.jspecify.annotations.Nullable;

/** A browser's way through WeChat before it begins: for whom, where to, and how if that is wished. */
record Journey(Client client, @Nullable AppId app, @Nullable LoginMethod method, Destination destination) {
    /** WeChat asks for consent where there is something to consent to: the openid alone is always silent. */
    boolean wantsConsent() {
        return destination.scope().has(Scope.PROFILE);
    }
}
