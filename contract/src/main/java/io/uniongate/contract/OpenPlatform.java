package io.uniongate.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a WeChat Open Platform account: unionids are comparable only inside one. */
public record OpenPlatform(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OpenPlatform {
        if (value.isBlank()) {
            throw new IllegalArgumentException("openPlatform must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
