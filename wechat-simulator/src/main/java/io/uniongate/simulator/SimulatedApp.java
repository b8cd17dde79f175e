package io.uniongate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One app of a running simulator. */
public final class SimulatedApp {
    private final World world;
    private final String appId;

    SimulatedApp(World world, String appId) {
        this.world = world;
        this.appId = appId;
    }

    public App data() {
        return world.inside(here -> here.requireApp(appId));
    }

    public void change(UnaryOperator<App> change) {
        world.run(here -> here.apps.put(appId, change.apply(here.requireApp(appId))));
    }

    /** From now on its users have a unionid, even those who were there before. */
    public void bindTo(String openPlatform) {
        change(app -> app.withOpenPlatform(openPlatform));
    }

    public void unbind() {
        change(app -> app.withOpenPlatform(null));
    }

    /** Took over that account's followers (帐号迁移); for 15 days it may ask for their new openids. */
    public void migratedFrom(String oldAppId) {
        world.run(here -> {
            App old = here.requireApp(oldAppId);
            here.migrations.put(appId, new Migration(oldAppId, old.originalId(), here.now()));
            here.followers
                    .all(oldAppId)
                    .forEach(follow -> here.followers.put(
                            appId,
                            new Follow(follow.user(), Follow.State.FOLLOWS, here.now(), Follow.BY_MIGRATION, "")));
        });
    }

    /** Whether the JS-SDK on a page of that URL would take these parameters of {@code wx.config}. */
    public boolean acceptsConfig(String url, long timestamp, String nonceStr, String signature) {
        JsonObject config = new JsonObject()
                .put("timestamp", timestamp)
                .put("nonceStr", nonceStr)
                .put("signature", signature);
        return world.inside(here -> new Tickets(here).accepts(appId, url, config));
    }

    /** Pushed to that server from now on. */
    public void pushesTo(PushSettings settings) {
        change(app -> app.withPush(settings));
    }

    /** What the console does when a push URL is saved: whether the server echoes (protocol.md §1.11). */
    public Future<Boolean> verifiesPushUrl() {
        return world.inside(here -> here.pushes.verify(here.requireApp(appId)));
    }

    public void resetSecret(String secret) {
        change(app -> app.withSecret(secret));
    }

    public void allowOnly(Set<String> ips) {
        change(app -> app.withIpWhitelist(ips));
    }
}
