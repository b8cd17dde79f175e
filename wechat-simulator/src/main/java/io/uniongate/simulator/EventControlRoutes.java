package io.uniongate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The control API of what people do and WeChat pushes: phone numbers, follows, scans, authorizations, migrations. */
final class EventControlRoutes {
    private static final Set<String> AUTHORIZATION_EVENTS =
            Set.of("user_info_modified", "user_authorization_revoke", "user_authorization_cancellation");

    private final World world;
    private final ControlAnswers answers;

    EventControlRoutes(World world) {
        this.world = world;
        this.answers = new ControlAnswers(world);
    }

    /** After {@link ControlRoutes}, which reads the bodies. */
    void mount(Router router) {
        String user = ControlAnswers.ROOT + "/users/:id";
        router.post(user + "/phone-code").handler(ctx -> answers.answer(ctx, this::phoneCode));
        router.post(user + "/encrypted-phone").handler(ctx -> answers.answer(ctx, this::encryptedPhone));
        router.post(user + "/follow").handler(ctx -> answers.answerLater(ctx, this::follow));
        router.post(user + "/unfollow").handler(ctx -> answers.answerLater(ctx, this::unfollow));
        router.post(user + "/scan").handler(ctx -> answers.answerLater(ctx, this::scan));
        router.post(user + "/authorization").handler(ctx -> answers.answerLater(ctx, this::authorization));
        String app = ControlAnswers.ROOT + "/apps/:id";
        router.post(app + "/verification").handler(ctx -> answers.answerLater(ctx, this::verification));
        router.post(app + "/migration").handler(ctx -> answers.answer(ctx, this::migration));
        router.post(app + "/config").handler(ctx -> answers.answer(ctx, this::config));
        router.get(ControlAnswers.ROOT + "/pushes").handler(ctx -> answers.answer(ctx, this::pushes));
        router.post(ControlAnswers.ROOT + "/pushes/:id").handler(ctx -> answers.answerLater(ctx, this::pushAgain));
        router.get(ControlAnswers.ROOT + "/quirks").handler(ctx -> answers.answer(ctx, this::quirks));
        router.put(ControlAnswers.ROOT + "/quirks").handler(ctx -> answers.answer(ctx, this::behave));
        String components = ControlAnswers.ROOT + "/components";
        router.post(components).handler(ctx -> answers.answer(ctx, this::component));
        router.post(components + "/:id/ticket").handler(ctx -> answers.answerLater(ctx, this::ticket));
    }

    private JsonObject phoneCode(RoutingContext ctx, JsonObject body) {
        Code code = new Phone(world).tapPhoneButton(ControlAnswers.id(ctx), ControlAnswers.app(body));
        return new JsonObject()
                .put("code", code.value())
                .put("expiresAt", code.expiresAt().toString());
    }

    private JsonObject encryptedPhone(RoutingContext ctx, JsonObject body) {
        return JsonObject.mapFrom(new Phone(world).encryptedPhone(ControlAnswers.id(ctx), ControlAnswers.app(body)));
    }

    private Future<JsonObject> follow(RoutingContext ctx, JsonObject body) {
        return new PersonEvents(world).follow(user(ctx), app(body)).map(PushJson::write);
    }

    private Future<JsonObject> unfollow(RoutingContext ctx, JsonObject body) {
        return new PersonEvents(world).unfollow(user(ctx), app(body)).map(PushJson::write);
    }

    private Future<JsonObject> scan(RoutingContext ctx, JsonObject body) {
        return new PersonEvents(world).scan(user(ctx), body.getString("qr", "")).map(PushJson::write);
    }

    private Future<JsonObject> authorization(RoutingContext ctx, JsonObject body) {
        String event = body.getString("event", "");
        if (!AUTHORIZATION_EVENTS.contains(event)) {
            throw new IllegalArgumentException("event is one of " + AUTHORIZATION_EVENTS);
        }
        return new PersonEvents(world)
                .authorization(user(ctx), app(body), event, body.getString("revokeInfo", ""))
                .map(PushJson::write);
    }

    private Future<JsonObject> verification(RoutingContext ctx, JsonObject body) {
        return world.pushes
                .verify(world.requireApp(ControlAnswers.id(ctx)))
                .map(verified -> new JsonObject().put("verified", verified));
    }

    private JsonObject migration(RoutingContext ctx, JsonObject body) {
        new SimulatedApp(world, ControlAnswers.id(ctx)).migratedFrom(body.getString("from", ""));
        return new JsonObject();
    }

    private JsonObject config(RoutingContext ctx, JsonObject body) {
        boolean accepted = new Tickets(world).accepts(ControlAnswers.id(ctx), body.getString("url", ""), body);
        return new JsonObject().put("accepted", accepted);
    }

    private JsonObject pushes(RoutingContext ctx, JsonObject body) {
        String app = ctx.request().getParam("app", "");
        List<JsonObject> found = world.pushes.all().stream()
                .filter(push -> app.isEmpty() || push.appId().equals(app))
                .map(PushJson::write)
                .toList();
        return ControlAnswers.list("pushes", found).put("count", found.size());
    }

    private Future<JsonObject> pushAgain(RoutingContext ctx, JsonObject body) {
        Push push = world.pushes.find(Long.parseLong(ControlAnswers.id(ctx)));
        return world.pushes.sendAgain(world.addressee(push.appId()), push).map(PushJson::write);
    }

    private JsonObject quirks(RoutingContext ctx, JsonObject body) {
        List<String> names = world.quirks.stream()
                .map(quirk -> quirk.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return new JsonObject().put("quirks", new JsonArray(names));
    }

    private JsonObject behave(RoutingContext ctx, JsonObject body) {
        List<Quirk> wanted = AppJson.texts(body.getJsonArray("quirks", new JsonArray())).stream()
                .map(name -> Quirk.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
        world.quirks.clear();
        world.quirks.addAll(wanted);
        return quirks(ctx, body);
    }

    /** The platform's token; {@code authorizedBy} names the apps that trust it from now on. */
    private JsonObject component(RoutingContext ctx, JsonObject body) {
        SimulatedComponent component = new SimulatedComponent(world, ControlAnswers.app(body));
        Optional.ofNullable(body.getString("secret")).ifPresent(component::resetSecret);
        Optional.ofNullable(AppJson.push(body.getJsonObject("push"))).ifPresent(component::pushesTo);
        AppJson.texts(body.getJsonArray("authorizedBy", new JsonArray())).forEach(component::authorizedBy);
        AppJson.texts(body.getJsonArray("abandonedBy", new JsonArray())).forEach(component::abandonedBy);
        return new JsonObject().put("appId", component.appId()).put("accessToken", component.accessToken());
    }

    private Future<JsonObject> ticket(RoutingContext ctx, JsonObject body) {
        return new SimulatedComponent(world, ControlAnswers.id(ctx))
                .pushesTicket()
                .map(PushJson::write);
    }

    private User user(RoutingContext ctx) {
        return world.requireUser(ControlAnswers.id(ctx));
    }

    private App app(JsonObject body) {
        return world.requireApp(ControlAnswers.app(body));
    }
}
