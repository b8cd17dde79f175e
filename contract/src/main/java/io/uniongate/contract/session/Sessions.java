package io.uniongate.contract.session;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.bus.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be asked of sessions: their tokens, and their end. */
public sealed interface Sessions<R> extends Request<R> {
    /** RFC 6749 §6 with rotation; a reused token ends its session ({@code INVALID_GRANT} either way). */
    record Refresh(ClientId client, Secret refreshToken) implements Sessions<TokenPair> {}

    /** RFC 7009: ends the session of a refresh or access token of this client; an unknown token is no error. */
    record Revoke(ClientId client, Secret token) implements Sessions<Void> {}

    /** RFC 7662; empty when the token is not active, whatever the reason. */
    record Introspect(Secret token) implements Sessions<Optional<Active>> {}

    /** Who a server-rendered page's session cookie stands for; empty when it stands for nobody. */
    record OfCookie(Secret cookie) implements Sessions<Optional<User>> {}

    /** Ends the session of a cookie, if there is one. */
    record EndCookie(Secret cookie) implements Sessions<Void> {}

    /** Live sessions, the newest first. */
    record OfUser(UserId user) implements Sessions<List<View>> {}

    /** Ends one session of this user, or fails with {@code NOT_FOUND}. */
    record End(UserId user, SessionId session) implements Sessions<Void> {}

    record EndAll(UserId user) implements Sessions<Void> {}

    /** An active token's claims, as introspection tells them. */
    record Active(
            String tokenType, UserId subject, SessionId session, ClientId client, Scope scope, Instant expiresAt) {}

    /** A session as its owner sees it (S17). */
    record View(
            SessionId id,
            ClientId clientId,
            @Nullable AppId appId,
            @Nullable String device,
            @Nullable String ipPrefix,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt) {}
}
