package io.uniongate.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An OAuth client; a mini program is its own, under its appId. */
public record ClientId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClientId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("client_id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
