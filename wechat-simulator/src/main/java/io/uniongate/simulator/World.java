package io.uniongate.simulator;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything the simulated WeChat knows, behind one lock: whoever comes in, comes in by {@link #inside} or {@link #run}. */
final class World {
    private static final int LIMIT = 100_000;
    private static final int FOLLOWERS_PER_PAGE = 10_000;

    final SimulatorOptions options;
    final SimulatorClock clock;
    final Identifiers identifiers;
    final Map<String, App> apps = new LinkedHashMap<>();
    final Map<String, User> users = new LinkedHashMap<>();
    final Map<String, Code> codes = new Bounded<>(LIMIT);
    final Map<String, SessionKey> sessionKeys = new Bounded<>(LIMIT);
    final Map<String, String> owners = new Bounded<>(LIMIT);
    final Map<String, Tickets.Ticket> tickets = new HashMap<>();
    final Map<String, QrCode> qrCodes = new Bounded<>(LIMIT);
    final Map<String, Migration> migrations = new HashMap<>();
    final Components components;
    final Followers followers = new Followers();
    final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    final Map<String, Pending> pending = new Bounded<>(LIMIT);
    final Grants grants = new Grants(LIMIT);
    final GlobalTokens globalTokens;
    final Quotas quotas;
    final Faults faults;
    final Requests requests;
    final Pushes pushes;
    String phoneOf = "";
    String address = "";
    int followersPerPage = FOLLOWERS_PER_PAGE;

    World(SimulatorOptions options, Vertx vertx) {
        this.options = options;
        this.clock = new SimulatorClock(options.clock());
        this.identifiers = new Identifiers(options.seed());
        this.components = new Components(identifiers);
        this.globalTokens = new GlobalTokens(identifiers);
        this.quotas = new Quotas(options.limits());
        this.faults = new Faults(options.seed());
        this.pushes = new Pushes(new PushCourier(vertx, clock, identifiers));
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

    /** Whose server is told what is pushed to that appid. */
    Addressee addressee(String appId) {
        return components.find(appId).map(Addressee::of).orElseGet(() -> Addressee.of(requireApp(appId)));
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
        String openId = identifiers.openId(app.appId(), user, account);
        owners.put(app.appId() + '\n' + openId, user.name());
        return new Grant.Identity(openId, unionId);
    }

    /** Whose openid that is in that app. */
    Optional<User> owner(App app, String openId) {
        User last = users.get(owners.getOrDefault(app.appId() + '\n' + openId, ""));
        return Stream.concat(Stream.ofNullable(last), users.values().stream())
                .filter(user ->
                        identifiers.openId(app.appId(), user, Account.REAL).equals(openId))
                .findFirst();
    }

    void reset() {
        apps.clear();
        users.clear();
        codes.clear();
        sessionKeys.clear();
        owners.clear();
        tickets.clear();
        qrCodes.clear();
        migrations.clear();
        components.clear();
        followers.clear();
        pushes.reset();
        quirks.clear();
        followersPerPage = FOLLOWERS_PER_PAGE;
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
