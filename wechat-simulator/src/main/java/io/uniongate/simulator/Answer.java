package io.uniongate.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What WeChat decided about one call, before it becomes bytes. */
sealed interface Answer {
    record Ok(JsonObject fields) implements Answer {}

    record Refused(int errcode, String message) implements Answer {}

    /** No JSON at all: what a browser is shown. */
    record Picture(int status, String contentType, Buffer body) implements Answer {}

    static Answer ok(JsonObject fields) {
        return new Ok(fields);
    }

    /** How those begin that name an errcode also when all is well. */
    static JsonObject success() {
        return new JsonObject().put("errcode", 0).put("errmsg", "ok");
    }

    static Answer refused(WeChatError error) {
        return new Refused(error.errcode(), error.message());
    }

    default int errcode() {
        return this instanceof Refused refused ? refused.errcode() : 0;
    }
}
