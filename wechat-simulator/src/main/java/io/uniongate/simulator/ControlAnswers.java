package io.uniongate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.BiFunction;

/** How the control API answers: JSON, and 400 with a reason for a mistake. */
final class ControlAnswers {
    static final String ROOT = "/_sim/v1";

    private final World world;

    ControlAnswers(World world) {
        this.world = world;
    }

    void answer(RoutingContext ctx, BiFunction<RoutingContext, JsonObject, JsonObject> step) {
        answerLater(ctx, (same, body) -> Future.succeededFuture(step.apply(ctx, body)));
    }

    void answerLater(RoutingContext ctx, BiFunction<RoutingContext, JsonObject, Future<JsonObject>> step) {
        try {
            JsonObject body = ctx.body().isEmpty()
                    ? new JsonObject()
                    : new JsonObject(ctx.body().asString());
            world.inside(here -> step.apply(ctx, body)).onSuccess(ctx::json).onFailure(ctx::fail);
        } catch (DecodeException | IllegalArgumentException | ClassCastException | DateTimeParseException mistake) {
            refuse(ctx, 400, String.valueOf(mistake.getMessage()));
        }
    }

    static JsonObject list(String name, List<JsonObject> entries) {
        return new JsonObject().put(name, new JsonArray(entries));
    }

    /** Named {@code app} as in the filters of this API, or {@code appId} as everywhere else. */
    static String app(JsonObject body) {
        return body.getString("app", body.getString("appId", ""));
    }

    static String id(RoutingContext ctx) {
        return String.valueOf(ctx.pathParam("id"));
    }

    static void fail(RoutingContext ctx) {
        refuse(ctx, ctx.statusCode() < 400 ? 500 : ctx.statusCode(), "the control API failed");
    }

    private static void refuse(RoutingContext ctx, int status, String mistake) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("error", mistake).encode());
    }
}
