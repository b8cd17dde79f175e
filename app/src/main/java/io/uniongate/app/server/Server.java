package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.operations.AccessLog;
import io.uniongate.app.operations.EventLoopWatch;
import io.uniongate.app.operations.ManagementVerticle;
import io.uniongate.app.operations.Metrics;
import io.uniongate.app.operations.Readiness;
import io.uniongate.contract.bus.Bus;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.web.ClientAddress;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.cpu.CpuCoreSensor;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole UnionGate in this process: started in the order in which its parts need one another, stopped in reverse.
 * Starting and stopping block.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** One for each processor: a request passes several verticles, and each change of thread is one too many. */
    private static final int EVENT_LOOPS = CpuCoreSensor.availableProcessors();

    private final AppConfig config;
    private final Vertx vertx;
    private final Opened opened;
    private final Readiness readiness;
    private final int port;
    private final int managementPort;

    private Server(AppConfig config, Vertx vertx, Opened opened, Readiness readiness, int port, int managementPort) {
        this.config = config;
        this.vertx = vertx;
        this.opened = opened;
        this.readiness = readiness;
        this.port = port;
        this.managementPort = managementPort;
    }

    public static Server start(AppConfig config) {
        return start(config, Tuning.NONE, none -> {});
    }

    /** With routes of the caller's own on the public port, as {@code dev} has them. */
    public static Server start(AppConfig config, Consumer<Router> more) {
        return start(config, Tuning.NONE, more);
    }

    public static Server start(AppConfig config, Tuning tuning, Consumer<Router> more) {
        Opened opened = new Opened();
        try {
            return start(config, tuning, more, opened);
        } catch (Exception failure) {
            opened.close();
            throw failure;
        }
    }

    private static Server start(AppConfig config, Tuning tuning, Consumer<Router> more, Opened opened) {
        DatabaseSettings database = Storage.prepare(config, opened);
        Metrics metrics = new Metrics();
        opened.addBlocking(metrics::close);
        Vertx vertx = vertx(tuning, metrics, opened);
        Bus bus = Bus.on(vertx);
        metrics.follow(bus, config.apps()).await();
        ClientAddress addresses = new ClientAddress(config.http().trustedProxies());
        AccessLog accessLog = new AccessLog(metrics, addresses);
        Router router = PublicRouter.create(vertx, config, accessLog);
        Modules modules = new Modules(vertx, bus, config, tuning, database, opened);
        Readiness readiness = modules.readiness();
        int managementPort = manage(vertx, config, readiness, metrics, opened);
        modules.deploy(router, addresses);
        more.accept(router);
        accessLog.know(router);
        int port = listen(vertx, config, router, metrics, opened);
        readiness.serve();
        LOG.info(
                "ready on port {}, as {}; health and metrics on port {}",
                port,
                config.http().publicUrl(),
                managementPort);
        return new Server(config, vertx, opened, readiness, port, managementPort);
    }

    /** The public port that was bound, also where the configuration let the system choose. */
    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Lets load balancers look away, then requests in flight finish, then closes everything in reverse. */
    @Override
    public void close() {
        LOG.info("stopping: not ready from now on");
        readiness.drain();
        long delay = config.shutdown().drainDelay().toMillis();
        if (delay > 0) {
            vertx.timer(delay, TimeUnit.MILLISECONDS).await();
        }
        opened.close();
        LOG.info("stopped");
    }

    private static Vertx vertx(Tuning tuning, Metrics metrics, Opened opened) {
        VertxOptions options =
                metrics.vertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setPreferNativeTransport(true);
        Vertx vertx = Vertx.builder()
                .with(tuning.vertx().apply(options))
                .withMetrics(new MicrometerMetricsFactory(metrics.registry()))
                .build();
        opened.add(vertx);
        return vertx;
    }

    private static int manage(Vertx vertx, AppConfig config, Readiness readiness, Metrics metrics, Opened opened) {
        AppConfig.Management management = config.management();
        ManagementVerticle verticle = new ManagementVerticle(management.host(), management.port(), readiness, metrics);
        return Ports.binding("management.port", management.port(), () -> {
            deploy(vertx, () -> verticle, 1, opened);
            return verticle.port();
        });
    }

    private static int listen(Vertx vertx, AppConfig config, Router router, Metrics metrics, Opened opened) {
        AtomicInteger port = new AtomicInteger();
        deploy(vertx, () -> new EventLoopWatch(metrics), EVENT_LOOPS, opened);
        return Ports.binding("http.port", config.http().port(), () -> {
            deploy(vertx, () -> new HttpVerticle(config, router, port), EVENT_LOOPS, opened);
            return port.get();
        });
    }

    static void deploy(Vertx vertx, Supplier<Deployable> verticle, int instances, Opened opened) {
        String id = vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
                .await();
        opened.add(() -> vertx.undeploy(id));
    }
}
