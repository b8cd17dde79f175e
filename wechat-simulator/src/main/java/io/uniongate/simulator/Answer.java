package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;

/** What WeChat decided about one call, before it becomes bytes. */
sealed interface Answer {
    record Ok(JsonObject fields) implements Answer {}

    record Refused(int errcode, String message) implements Answer {}

    static Answer ok(JsonObject fields) {
        return new Ok(fields);
    }

    static Answer refused(WeChatError error) {
        return new Refused(error.errcode(), error.message());
    }

    default int errcode() {
        return this instanceof Refused refused ? refused.errcode() : 0;
    }
}
