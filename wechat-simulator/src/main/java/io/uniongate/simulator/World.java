package io.uniongate.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything the simulated WeChat knows, behind one lock: whoever comes in, comes in by {@link #inside} or {@link #run}. */
final class World {
    private static final int LIMIT = 100_000;

    final SimulatorOptions options;
    final SimulatorClock clock;
    final Identifiers identifiers;
    final Map<String, App> apps = new LinkedHashMap<>();
    final Map<String, User> users = new LinkedHashMap<>();
    final Map<String, Code> codes = new Bounded<>(LIMIT);
    final Map<String, String> sessionKeys = new Bounded<>(LIMIT);
    final Map<String, Pending> pending = new Bounded<>(LIMIT);
    final Grants grants = new Grants(LIMIT);
    final GlobalTokens globalTokens;
    final Quotas quotas;
    final Faults faults;
    final Requests requests;
    String phoneOf = "";
    String address = "";

    World(SimulatorOptions options) {
        this.options = options;
        this.clock = new SimulatorClock(options.clock());
        this.identifiers = new Identifiers(options.seed());
        this.globalTokens = new GlobalTokens(identifiers);
        this.quotas = new Quotas(options.limits());
        this.faults = new Faults(options.seed());
        this.requests = new Requests(options.recordLimit());
        populate();
    }

    synchronized void run(Consumer<World> step) {
        step.accept(this);
    }

    synchronized <T extends @Nullable Object> T inside(Function<World, T> step) {
        return step.apply(this);
    }

    Instant now() {
        return clock.instant();
    }

    Optional<App> app(String appId) {
        return Optional.ofNullable(apps.get(appId));
    }

    App requireApp(String appId) {
        return app(appId).orElseThrow(() -> new IllegalArgumentException("no simulated app has the appid " + appId));
    }

    Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    User requireUser(String name) {
        return user(name).orElseThrow(() -> new IllegalArgumentException("no simulated user is called " + name));
    }

    /** The first person to come holds the phone. */
    void meet(User user) {
        users.put(user.name(), user);
        phoneOf = phoneOf.isEmpty() ? user.name() : phoneOf;
    }

    /** As others see him: they need to know where his avatar is. */
    User shown(User user) {
        return user.avatarUrl().startsWith("/") ? user.withAvatarUrl(address + user.avatarUrl()) : user;
    }

    Grant.Identity identity(App app, User user, Account account) {
        String platform = app.openPlatform();
        String unionId = platform == null ? null : identifiers.unionId(platform, user, account);
        return new Grant.Identity(identifiers.openId(app.appId(), user, account), unionId);
    }

    void reset() {
        apps.clear();
        users.clear();
        codes.clear();
        sessionKeys.clear();
        pending.clear();
        grants.clear();
        globalTokens.clear();
        quotas.clear();
        faults.clear();
        requests.reset();
        clock.reset();
        populate();
    }

    private void populate() {
        options.apps().forEach(app -> apps.put(app.appId(), app));
        phoneOf = "";
        options.users().forEach(this::meet);
    }
}
