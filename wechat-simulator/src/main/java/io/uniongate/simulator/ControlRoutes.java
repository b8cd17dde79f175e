package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The control API, {@code /_sim/v1/…}: who and what is there, what goes wrong, what time it is, what was asked. */
final class ControlRoutes {
    private static final String ROOT = ControlAnswers.ROOT;
    private static final int MANY = 10_000;

    private final World world;
    private final ControlAnswers answers;

    ControlRoutes(World world) {
        this.world = world;
        this.answers = new ControlAnswers(world);
    }

    void mount(Router router) {
        router.route(ROOT + "/*").handler(BodyHandler.create(false)).failureHandler(ControlAnswers::fail);
        router.get(ROOT + "/apps").handler(ctx -> answers.answer(ctx, this::apps));
        router.post(ROOT + "/apps").handler(ctx -> answers.answer(ctx, this::addApp));
        router.patch(ROOT + "/apps/:id").handler(ctx -> answers.answer(ctx, this::changeApp));
        router.get(ROOT + "/users").handler(ctx -> answers.answer(ctx, this::users));
        router.post(ROOT + "/users").handler(ctx -> answers.answer(ctx, this::addUser));
        router.patch(ROOT + "/users/:id").handler(ctx -> answers.answer(ctx, this::changeUser));
        router.post(ROOT + "/users/:id/profile").handler(ctx -> answers.answer(ctx, this::profile));
        router.post(ROOT + "/users/:id/password").handler(ctx -> answers.answer(ctx, this::changePassword));
        router.put(ROOT + "/phone").handler(ctx -> answers.answer(ctx, this::phone));
        router.get(ROOT + "/codes").handler(ctx -> answers.answer(ctx, this::codes));
        router.post(ROOT + "/codes").handler(ctx -> answers.answer(ctx, this::login));
        router.get(ROOT + "/faults").handler(ctx -> answers.answer(ctx, this::faults));
        router.post(ROOT + "/faults").handler(ctx -> answers.answer(ctx, this::addFault));
        router.delete(ROOT + "/faults").handler(ctx -> answers.answer(ctx, this::clearFaults));
        router.get(ROOT + "/clock").handler(ctx -> answers.answer(ctx, this::clock));
        router.post(ROOT + "/clock").handler(ctx -> answers.answer(ctx, this::advance));
        router.get(ROOT + "/requests").handler(ctx -> answers.answer(ctx, this::requests));
        router.delete(ROOT + "/requests").handler(ctx -> answers.answer(ctx, this::forget));
        router.post(ROOT + "/reset").handler(ctx -> answers.answer(ctx, this::reset));
    }

    private JsonObject apps(RoutingContext ctx, JsonObject body) {
        return ControlAnswers.list(
                "apps", world.apps.values().stream().map(AppJson::write).toList());
    }

    private JsonObject addApp(RoutingContext ctx, JsonObject body) {
        App app = AppJson.read(body);
        world.apps.put(app.appId(), app);
        return AppJson.write(app);
    }

    private JsonObject changeApp(RoutingContext ctx, JsonObject body) {
        App app = AppJson.read(body, world.requireApp(ControlAnswers.id(ctx)));
        world.apps.put(app.appId(), app);
        return AppJson.write(app);
    }

    private JsonObject users(RoutingContext ctx, JsonObject body) {
        List<JsonObject> users = world.users.values().stream()
                .map(user -> UserJson.write(user, world))
                .toList();
        return ControlAnswers.list("users", users).put("phone", world.phoneOf);
    }

    private JsonObject addUser(RoutingContext ctx, JsonObject body) {
        User user = UserJson.read(body);
        world.meet(user);
        return UserJson.write(user, world);
    }

    private JsonObject changeUser(RoutingContext ctx, JsonObject body) {
        User user = UserJson.read(body, world.requireUser(ControlAnswers.id(ctx)));
        world.meet(user);
        return UserJson.write(user, world);
    }

    private JsonObject profile(RoutingContext ctx, JsonObject body) {
        EncryptedProfile profile = new Phone(world).encryptedProfile(ControlAnswers.id(ctx), ControlAnswers.app(body));
        return JsonObject.mapFrom(profile);
    }

    private JsonObject changePassword(RoutingContext ctx, JsonObject body) {
        world.grants.passwordChanged(world.requireUser(ControlAnswers.id(ctx)).name());
        return new JsonObject();
    }

    private JsonObject phone(RoutingContext ctx, JsonObject body) {
        world.phoneOf = world.requireUser(body.getString("user", "")).name();
        return new JsonObject().put("user", world.phoneOf);
    }

    private JsonObject codes(RoutingContext ctx, JsonObject body) {
        return ControlAnswers.list(
                "codes",
                world.codes.values().stream().map(ControlRoutes::describe).toList());
    }

    /** wx.login as often as {@code count} says. */
    private JsonObject login(RoutingContext ctx, JsonObject body) {
        Phone phone = new Phone(world);
        String user = body.getString("user", "");
        String app = ControlAnswers.app(body);
        int count = Math.min(MANY, body.getInteger("count", 1));
        List<String> codes = IntStream.range(0, count)
                .mapToObj(time -> phone.login(user, app).value())
                .toList();
        return new JsonObject()
                .put("code", codes.isEmpty() ? null : codes.get(0))
                .put("codes", new JsonArray(codes));
    }

    private JsonObject faults(RoutingContext ctx, JsonObject body) {
        return ControlAnswers.list(
                "faults", world.faults.all().stream().map(FaultJson::write).toList());
    }

    private JsonObject addFault(RoutingContext ctx, JsonObject body) {
        Fault fault = FaultJson.read(body);
        world.faults.add(fault);
        return FaultJson.write(fault);
    }

    private JsonObject clearFaults(RoutingContext ctx, JsonObject body) {
        world.faults.clear();
        return new JsonObject();
    }

    private JsonObject clock(RoutingContext ctx, JsonObject body) {
        return new JsonObject().put("now", world.now().toString());
    }

    private JsonObject advance(RoutingContext ctx, JsonObject body) {
        world.clock.advance(Duration.parse(body.getString("advance", "")));
        return clock(ctx, body);
    }

    private JsonObject requests(RoutingContext ctx, JsonObject body) {
        String api = ctx.request().getParam("api", "");
        String app = ctx.request().getParam("app", "");
        String code = ctx.request().getParam("code", "");
        List<JsonObject> found = world.requests.all().stream()
                .filter(request -> api.isEmpty() || request.api() == Api.of(api))
                .filter(request -> app.isEmpty() || request.app().equals(app))
                .filter(request -> code.isEmpty() || Requests.isAbout(request, code))
                .map(ControlRoutes::describe)
                .toList();
        return ControlAnswers.list("requests", found).put("count", found.size());
    }

    private JsonObject forget(RoutingContext ctx, JsonObject body) {
        world.requests.reset();
        return new JsonObject();
    }

    private JsonObject reset(RoutingContext ctx, JsonObject body) {
        world.reset();
        return new JsonObject();
    }

    private static JsonObject describe(Code code) {
        return new JsonObject()
                .put("code", code.value())
                .put("app", code.appId())
                .put("user", code.user())
                .put("used", code.state() == Code.State.USED)
                .put("expiresAt", code.expiresAt().toString());
    }

    private static JsonObject describe(RecordedRequest request) {
        JsonObject parameters = new JsonObject();
        request.parameters().forEach(parameters::put);
        return new JsonObject()
                .put("at", request.at().toString())
                .put("api", request.api().title())
                .put("app", request.app())
                .put("method", request.method())
                .put("path", request.api().path())
                .put("parameters", parameters)
                .put("errcode", request.errcode());
    }
}
