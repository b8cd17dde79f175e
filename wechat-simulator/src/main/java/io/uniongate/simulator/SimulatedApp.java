package io.uniongate.simulator;

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

    public void resetSecret(String secret) {
        change(app -> app.withSecret(secret));
    }

    public void allowOnly(Set<String> ips) {
        change(app -> app.withIpWhitelist(ips));
    }
}
