package io.uniongate.contract.key;

import io.uniongate.contract.bus.Request;

/** The keys that tokens are signed with. */
public sealed interface Keys<R> extends Request<R> {
    /** The public keys as a JWK set (RFC 7517), those not yet and no longer used for signing included. */
    record Published() implements Keys<JwkSet> {}

    /** A JWK set in its JSON form. */
    record JwkSet(String json) {}
}
