package io.uniongate.contract.authorization;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.TokenPair;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A browser's way through WeChat and back. */
public sealed interface Authorization<R> extends Request<R> {
    /**
     * Remembers where this browser wants to go and answers the state for WeChat's page: 32 letters and digits
     * (protocol.md §1.3). Fails with {@code LOGIN_LOOP} when one browser starts too often.
     */
    record Begin(ClientId client, AppId app, Secret browser, Destination destination)
            implements Authorization<Secret> {}

    /**
     * WeChat's callback; without a code the person said no. The same state and code from the same browser give
     * the same result, with one exchange upstream; anything else fails with {@code STATE_INVALID}. {@code domain} is
     * the one of ours that WeChat is given to send people back to.
     */
    record Return(Secret state, Secret browser, @Nullable Secret code, Device device, String domain)
            implements Authorization<Outcome> {}

    /** The client's code for tokens, once (RFC 6749 §4.1.3, RFC 7636 §4.6); a second use ends the first's session. */
    record Redeem(
            ClientId client,
            Secret code,
            String redirectUri,
            @Nullable Secret verifier,
            Device device) implements Authorization<TokenPair> {}

    /** How a return from WeChat ended. */
    sealed interface Outcome {}

    record CodeIssued(Destination.ToClient destination, Secret code) implements Outcome {}

    record SessionOpened(Destination.ToPage destination, Secret cookie, Duration maxAge) implements Outcome {}

    /** Known whose login it was, but it did not succeed; the client and the app allow to offer another try. */
    record Refused(Problem problem, ClientId client, AppId app, Destination destination) implements Outcome {}
}
