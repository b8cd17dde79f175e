package io.uniongate.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** api.weixin.qq.com: takes the call, lets a fault strike, answers what WeChat decided. */
final class ApiRoutes {
    private record Taken(Call call, long number, Fault fault) {}

    private final Vertx vertx;
    private final World world;
    private final WeChatDesk desk;

    ApiRoutes(Vertx vertx, World world) {
        this.vertx = vertx;
        this.world = world;
        this.desk = new WeChatDesk(world);
    }

    void mount(Router router) {
        Arrays.stream(Api.values())
                .filter(api -> api.form() != Api.Form.PAGE)
                .forEach(api -> router.route(api.path()).handler(ctx -> read(api, ctx)));
    }

    private void read(Api api, RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        request.body()
                .onSuccess(body -> serve(ctx, take(call(api, request, body))))
                .onFailure(ctx::fail);
    }

    private Taken take(Call call) {
        return world.inside(
                here -> new Taken(call, here.requests.arrived(call, desk.appOf(call), here.now()), desk.strike(call)));
    }

    private void serve(RoutingContext ctx, Taken taken) {
        Fault fault = taken.fault();
        if (fault.timing() == Fault.Timing.BEFORE) {
            after(fault, () -> write(ctx, fault.effect(), answer(taken)));
            return;
        }
        Optional<Wire> answer = answer(taken);
        after(fault, () -> write(ctx, fault.effect(), answer));
    }

    private void after(Fault fault, Runnable step) {
        if (fault.delay().isZero()) {
            step.run();
            return;
        }
        vertx.setTimer(Math.max(1, fault.delay().toMillis()), timer -> step.run());
    }

    /** What goes over the wire; nothing if the fault is that nothing comes. */
    private Optional<Wire> answer(Taken taken) {
        return world.inside(here -> {
            Optional<Wire> wire = spoil(taken);
            wire.ifPresent(answered -> here.requests.answered(taken.number(), answered.errcode()));
            return wire;
        });
    }

    private Optional<Wire> spoil(Taken taken) {
        Fault fault = taken.fault();
        boolean untouched = fault.effect().replacesTheAnswer() && fault.timing() == Fault.Timing.BEFORE;
        return untouched
                ? replacement(taken.call().api(), fault.effect())
                : spoil(fault.effect(), taken.call().api(), desk.decide(taken.call()));
    }

    private Optional<Wire> spoil(Effect effect, Api api, Answer answer) {
        if (effect.replacesTheAnswer()) {
            return replacement(api, effect);
        }
        Wire truth = Wire.of(api, answer, world.identifiers.rid());
        if (answer instanceof Answer.Picture) {
            return Optional.of(truth);
        }
        if (effect instanceof Effect.Truncates) {
            return Optional.of(truth.truncated());
        }
        if (effect instanceof Effect.Dirties) {
            return Optional.of(truth.dirtied());
        }
        return Optional.of(effect instanceof Effect.Merges merges ? truth.merged(merges.fields()) : truth);
    }

    private Optional<Wire> replacement(Api api, Effect effect) {
        if (effect instanceof Effect.Fails fails) {
            return Optional.of(Wire.refused(api, fails, world.identifiers.rid()));
        }
        return effect instanceof Effect.Answers answers ? Optional.of(Wire.answered(answers)) : Optional.empty();
    }

    private static void write(RoutingContext ctx, Effect effect, Optional<Wire> wire) {
        if (effect instanceof Effect.Drops) {
            ctx.request().connection().close();
            return;
        }
        wire.ifPresent(answer -> ctx.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .end(answer.body()));
    }

    private static Call call(Api api, HttpServerRequest request, Buffer body) {
        Map<String, String> parameters = new HashMap<>();
        request.params().forEach(parameter -> parameters.putIfAbsent(parameter.getKey(), parameter.getValue()));
        String text = body.toString();
        if (api.form() == Api.Form.JSON) {
            fields(text).forEach(field -> parameters.putIfAbsent(field.getKey(), String.valueOf(field.getValue())));
        }
        String ip = request.remoteAddress().hostAddress();
        return new Call(api, request.method().name(), parameters, text, ip);
    }

    private static JsonObject fields(String body) {
        try {
            JsonObject fields = new JsonObject(body);
            fields.remove("access_token");
            return fields;
        } catch (DecodeException notJson) {
            return new JsonObject();
        }
    }
}
