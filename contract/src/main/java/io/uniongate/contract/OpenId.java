package io.uniongate.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who somebody is to one app; never told to clients. */
public record OpenId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OpenId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("openid must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
