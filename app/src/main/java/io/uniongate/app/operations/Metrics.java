package io.uniongate.app.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.session.RefreshReused;
import io.uniongate.contract.signin.SignInEnded;
import io.uniongate.contract.wechat.WeChatAnswered;
import io.uniongate.contract.wechat.WeChatMisconfigured;
import io.uniongate.contract.wechat.WeChatTokenChanged;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What this process counts and times; no label ever holds an openid or a user's id. */
public final class Metrics implements AutoCloseable {
    private static final Duration[] BOUNDARIES = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10)
    };

    /** The ends of a login at which two users turned out to be one person. */
    private static final Map<String, String> MERGES = Map.of("merge", "applied", "pend", "pending");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Meter.MeterProvider<Timer> requests = Timer.builder("http.requests")
            .description("Answered requests of the public port")
            .serviceLevelObjectives(BOUNDARIES)
            .withRegistry(registry);
    private final Meter.MeterProvider<Counter> wechatCalls = Counter.builder("wechat.api.requests")
            .description("Calls of WeChat's API by how they ended")
            .withRegistry(registry);
    private final Meter.MeterProvider<Timer> wechatTimes = Timer.builder("wechat.api")
            .description("Time that WeChat's API took")
            .serviceLevelObjectives(BOUNDARIES)
            .withRegistry(registry);
    private final Meter.MeterProvider<Counter> misconfigured = Counter.builder("wechat.misconfigured")
            .description("Refusals by WeChat of an app's own credentials or address")
            .withRegistry(registry);
    private final Meter.MeterProvider<Counter> logins =
            Counter.builder("logins").description("Logins by how they ended").withRegistry(registry);
    private final Meter.MeterProvider<Counter> merges = Counter.builder("merges")
            .description("Users found to be one person")
            .withRegistry(registry);
    private final Counter reuses = Counter.builder("refresh.reuse")
            .description("Refresh tokens that came again after their time, each ending its session")
            .register(registry);
    private final Map<Tags, Instant> tokens = new ConcurrentHashMap<>();
    private final Timer eventLoopDelay = Timer.builder("event.loop.delay")
            .description("How late event loops ran a timer: a blocked loop shows here")
            .serviceLevelObjectives(BOUNDARIES)
            .register(registry);

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Vert.x's own meters, without those whose labels a caller could fill at will, and what is counted here anyway. */
    public VertxOptions vertxOptions() {
        return new VertxOptions()
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        // Of one name Vert.x keeps one registry for all servers of a JVM.
                        .setRegistryName(UUID.randomUUID().toString())
                        .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME, Label.CLASS_NAME))
                        .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                        .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT));
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Follows what the modules tell of WeChat and of sign-ins. */
    public Future<?> follow(Bus bus, WeChatApps apps) {
        return Future.all(
                bus.hear(WeChatAnswered.class, this::count),
                bus.hear(WeChatMisconfigured.class, this::count),
                bus.hear(RefreshReused.class, reused -> reuses.increment()),
                bus.hear(WeChatTokenChanged.class, this::follow),
                bus.hear(SignInEnded.class, ended -> count(platform(apps.find(ended.app())), ended.result())));
    }

    void count(String method, String route, int status, Duration took) {
        requests.withTags("method", method, "route", route, "status", Integer.toString(status))
                .record(took);
    }

    void eventLoopRanLate(Duration delay) {
        eventLoopDelay.record(delay);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private void count(WeChatAnswered call) {
        Tags labels = Tags.of("api", call.api(), "app", call.app().value());
        wechatCalls.withTags(labels.and("outcome", call.outcome())).increment();
        wechatTimes.withTags(labels).record(call.took());
    }

    private void count(WeChatMisconfigured refusal) {
        misconfigured
                .withTags("app", refusal.app().value(), "errcode", Integer.toString(refusal.errcode()))
                .increment();
    }

    /** Its age is asked for when somebody looks, so that a token which nobody replaces grows old in full view. */
    void follow(WeChatTokenChanged token) {
        Tags labels = Tags.of("app", token.app().value(), "kind", token.kind().label());
        if (tokens.put(labels, token.obtainedAt()) == null) {
            TimeGauge.builder("wechat.token.age", () -> age(labels), TimeUnit.MILLISECONDS)
                    .description("Time since WeChat gave the token that is in use")
                    .tags(labels)
                    .register(registry);
        }
    }

    private long age(Tags labels) {
        Instant now = Instant.now();
        return Duration.between(tokens.getOrDefault(labels, now), now).toMillis();
    }

    private void count(String platform, String result) {
        logins.withTags("platform", platform, "result", result).increment();
        String merge = MERGES.get(result);
        if (merge != null) {
            merges.withTags("trigger", "login", "result", merge).increment();
        }
    }

    /** Never what a caller named: an app that is not ours would be a label of his making. */
    private static String platform(@Nullable WeChatApp app) {
        return app == null ? "unknown" : app.kind().label();
    }
}
