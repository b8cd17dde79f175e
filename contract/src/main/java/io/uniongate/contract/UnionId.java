package io.uniongate.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who somebody is to all apps of one Open Platform account; never told to clients. */
public record UnionId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UnionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("unionid must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
