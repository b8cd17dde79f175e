package io.uniongate.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** WeChat's id of one app: a mini program, an official account or a website app. */
public record AppId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AppId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("appId must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
