package io.uniongate.simulator;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** One request to WeChat, freed of HTTP: what a decision is made from. */
record Call(Api api, String method, Map<String, String> parameters, String body, String ip) {
    Call {
        parameters = Map.copyOf(parameters);
    }

    /** The parameter, or an empty text: WeChat treats a missing and an empty one alike. */
    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean lacks(String name) {
        return text(name).isEmpty();
    }

    /** What the step makes of the JSON that was posted; a refusal if none was, or one of another shape. */
    Answer posted(Function<JsonObject, Answer> step) {
        if (!method.equals("POST")) {
            return Answer.refused(WeChatError.POST_REQUIRED);
        }
        if (body.isBlank()) {
            return Answer.refused(WeChatError.BODY_EMPTY);
        }
        try {
            return step.apply(new JsonObject(body));
        } catch (DecodeException | ClassCastException malformed) {
            return Answer.refused(WeChatError.BODY_MALFORMED);
        }
    }
}
