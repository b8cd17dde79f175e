package io.uniongate.db;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session about to be opened; the address only as a prefix. */
public record NewSession(
        SessionId id,
        ClientId client,
        Scope scope,
        @Nullable String ipPrefix,
        @Nullable String userAgent,
        Instant openedAt,
        Instant idleExpiresAt,
        Instant absoluteExpiresAt) {}
