package io.uniongate.simulator;

/** A third-party platform of a running simulator. */
public final class SimulatedComponent {
    private final World world;
    private final String appId;

    SimulatedComponent(World world, String appId) {
        this.world = world;
        this.appId = appId;
    }

    public String appId() {
        return appId;
    }

    /** The component_access_token that counts now; another one every two hours. */
    public String accessToken() {
        return world.inside(here -> here.components.current(appId, here.now()).accessToken());
    }

    public void authorizedBy(String app) {
        world.run(here -> here.components.put(here.components
                .current(appId, here.now())
                .with(here.requireApp(app).appId())));
    }

    /** From now on calls for that app are answered with 61003. */
    public void abandonedBy(String app) {
        world.run(here ->
                here.components.put(here.components.current(appId, here.now()).without(app)));
    }
}
