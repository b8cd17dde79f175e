package io.uniongate.web;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** Proof that an access token was checked: only {@link TokenVerifier} makes one. */
public final class VerifiedToken {
    private static final String KEY = VerifiedToken.class.getName();

    private final UserId subject;
    private final SessionId session;
    private final ClientId client;
    private final Scope scope;
    private final Instant expiresAt;

    VerifiedToken(UserId subject, SessionId session, ClientId client, Scope scope, Instant expiresAt) {
        this.subject = subject;
        this.session = session;
        this.client = client;
        this.scope = scope;
        this.expiresAt = expiresAt;
    }

    /** The token of a request that passed a {@link BearerCheck}. */
    public static VerifiedToken of(RoutingContext ctx) {
        VerifiedToken token = ctx.get(KEY);
        if (token == null) {
            throw new IllegalStateException("This route has no bearer check");
        }
        return token;
    }

    public UserId subject() {
        return subject;
    }

    public SessionId session() {
        return session;
    }

    public ClientId client() {
        return client;
    }

    public Scope scope() {
        return scope;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    void attachTo(RoutingContext ctx) {
        ctx.put(KEY, this);
    }
}
