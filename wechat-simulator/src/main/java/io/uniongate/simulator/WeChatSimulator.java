package io.uniongate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running stand-in for open.weixin.qq.com and api.weixin.qq.com that speaks their wire protocol. Every method may
 * be called from any thread; those that wait ({@code start} without a Vert.x, {@link #close}) not from an event loop.
 */
public final class WeChatSimulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WeChatSimulator.class);

    private final World world;
    private final HttpServer server;
    private final @Nullable Vertx owned;

    private WeChatSimulator(World world, HttpServer server, @Nullable Vertx owned) {
        this.world = world;
        this.server = server;
        this.owned = owned;
    }

    /** On a free port, with a small Vert.x of its own: how a test gets one. */
    public static WeChatSimulator start() {
        return start(SimulatorOptions.defaults());
    }

    public static WeChatSimulator start(SimulatorOptions options) {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        return listen(vertx, vertx, options).onFailure(cause -> vertx.close()).await();
    }

    /** On a Vert.x that goes on when the simulator has stopped. */
    public static Future<WeChatSimulator> start(Vertx vertx, SimulatorOptions options) {
        return listen(vertx, null, options);
    }

    /** The base URL that takes the place of {@code https://api.weixin.qq.com}. */
    public String apiUrl() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The base URL that takes the place of {@code https://open.weixin.qq.com}. */
    public String openUrl() {
        return "http://localhost:" + server.actualPort();
    }

    /** The base URL that takes the place of {@code https://mp.weixin.qq.com}. */
    public String mpUrl() {
        return openUrl();
    }

    /** A new app, or a known one as it is from now on. */
    public void add(App app) {
        world.run(here -> here.apps.put(app.appId(), app));
    }

    /** A new user, or a known one as he is from now on; the first one holds the phone. */
    public void add(User user) {
        world.run(here -> here.meet(user));
    }

    public SimulatedApp app(String appId) {
        return world.inside(
                here -> new SimulatedApp(here, here.requireApp(appId).appId()));
    }

    /** The user of that name, made on the spot if need be. */
    public SimulatedUser user(String name) {
        world.run(here -> here.meet(here.user(name).orElseGet(() -> User.named(name))));
        return new SimulatedUser(world, name);
    }

    /** Who looks at a page when the browser says nothing else. */
    public void phoneOf(String user) {
        world.run(here -> here.phoneOf = here.requireUser(user).name());
    }

    /** The next request to that API, by name or path, goes wrong in the way that is said then. */
    public FaultPlan next(String api) {
        return new FaultPlan(Fault.on(Api.of(api), 1), this::add);
    }

    /** Every request to that API goes wrong in the way that is said then, until {@link #clearFaults}. */
    public FaultPlan always(String api) {
        return new FaultPlan(Fault.on(Api.of(api), Fault.ALWAYS), this::add);
    }

    public void add(Fault fault) {
        world.run(here -> here.faults.add(fault));
    }

    public void clearFaults() {
        world.run(here -> here.faults.clear());
    }

    /** From now on the other way of doing it. */
    public void behaves(Quirk quirk) {
        world.run(here -> here.quirks.add(quirk));
    }

    public void stopsBehaving(Quirk quirk) {
        world.run(here -> here.quirks.remove(quirk));
    }

    /** How many openids a page of {@code user/get} has, instead of 10,000. */
    public void pagesFollowersBy(int count) {
        world.run(here -> here.followersPerPage = count);
    }

    public SimulatorClock clock() {
        return world.clock;
    }

    public Requests requests() {
        return world.requests;
    }

    public Pushes pushes() {
        return world.pushes;
    }

    /** Delivers that push once more, with WeChat's tries and as its receiver is set up now. */
    public Future<Push> sendAgain(Push push) {
        return world.inside(here -> here.pushes.sendAgain(here.addressee(push.appId()), push));
    }

    /** The third-party platform of that appid, made on the spot if need be. */
    public SimulatedComponent component(String appId) {
        return new SimulatedComponent(world, appId);
    }

    /** Back to how it was started. */
    public void reset() {
        world.run(World::reset);
    }

    /** Stops without waiting. */
    public Future<Void> stop() {
        LOG.info("WeChat simulator on port {} stops", server.actualPort());
        return owned == null ? server.close().eventually(world.pushes::close) : owned.close();
    }

    @Override
    public void close() {
        stop().await();
    }

    private static Future<WeChatSimulator> listen(Vertx vertx, @Nullable Vertx owned, SimulatorOptions options) {
        World world = new World(options, vertx);
        Router router = Router.router(vertx);
        new ApiRoutes(vertx, world).mount(router);
        new OpenRoutes(vertx, world).mount(router);
        new ControlRoutes(world).mount(router);
        new EventControlRoutes(world).mount(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(options.port(), options.host())
                .map(server -> new WeChatSimulator(world, server, owned))
                .onSuccess(started -> world.run(here -> here.address = started.openUrl()))
                .onSuccess(started -> LOG.info("WeChat simulator listens on {}", started.openUrl()));
    }
}
