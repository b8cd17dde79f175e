package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** A push as the control API shows it. */
final class PushJson {
    private PushJson() {}

    static JsonObject write(Push push) {
        List<JsonObject> deliveries =
                push.deliveries().stream().map(PushJson::write).toList();
        return new JsonObject()
                .put("id", push.id())
                .put("app", push.appId())
                .put("event", push.event())
                .put("openid", push.openId())
                .put("at", push.at().toString())
                .put("message", push.message())
                .put("deliveries", new JsonArray(deliveries));
    }

    private static JsonObject write(Delivery delivery) {
        return new JsonObject()
                .put("at", delivery.at().toString())
                .put("outcome", delivery.outcome().name().toLowerCase(Locale.ROOT))
                .put("status", delivery.status())
                .put("answer", delivery.answer());
    }
}
