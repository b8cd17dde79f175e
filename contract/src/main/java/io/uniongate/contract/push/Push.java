package io.uniongate.contract.push;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Request;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What WeChat pushes to the server of an app or a component, verified and decrypted (protocol.md §1.11). */
public sealed interface Push<R> extends Request<R> {
    /**
     * Takes an event over, once: when this succeeds it is stored and will have its effect, also if this process dies.
     * {@code key} is the same for each delivery of one event.
     */
    record Accept(String key, Event event) implements Push<Void> {}

    /** Keeps a component's {@code component_verify_ticket}: when this succeeds every node has it, also after a restart. */
    record KeepTicket(AppId component, Secret ticket) implements Push<Void> {}

    /** An event with an effect; whatever else WeChat pushes is answered and dropped by the edge. */
    sealed interface Event {
        AppId app();

        OpenId openId();

        /** WeChat's own time of the event. */
        Instant at();
    }

    /** Followed the account; with the scene of the QR code that led there, without its {@code qrscene_}. */
    record Subscribed(
            AppId app, OpenId openId, Instant at, @Nullable String scene) implements Event {}

    /** Scanned a QR code while following already. */
    record Scanned(AppId app, OpenId openId, Instant at, String scene) implements Event {}

    record Unsubscribed(AppId app, OpenId openId, Instant at) implements Event {}

    /** WeChat cleaned nickname or avatar away as risky. */
    record ProfileModified(AppId app, OpenId openId, Instant at) implements Event {}

    /** Withdrew the items, by WeChat's numbers ({@code RevokeInfo}); the account stays. */
    record AuthorizationRevoked(AppId app, OpenId openId, Instant at, Set<Integer> items) implements Event {
        public AuthorizationRevoked {
            items = Set.copyOf(items);
        }
    }

    /** Deregistered from the app: everything personal goes. */
    record AuthorizationCancelled(AppId app, OpenId openId, Instant at) implements Event {}
}
