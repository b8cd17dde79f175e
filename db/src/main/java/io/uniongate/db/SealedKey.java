package io.uniongate.db;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** A session_key at rest, with the label of the key that sealed it and when WeChat was asked for it. */
public record SealedKey(Buffer sealed, String keyId, Instant obtainedAt) {
    @Override
    public String toString() {
        return "SealedKey[" + keyId + "]";
    }
}
