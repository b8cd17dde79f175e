package io.uniongate.simulator;

import io.vertx.core.Future;
import java.util.function.UnaryOperator;

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

    /** Somebody else got a new token for it, which ends the one that counted. */
    public void losesItsToken() {
        change(component -> world.components.renewed(component, world.now()));
    }

    public void resetSecret(String secret) {
        change(component -> component.withSecret(secret));
    }

    /** Told of its tickets at that server from now on. */
    public void pushesTo(PushSettings settings) {
        change(component -> component.withPush(settings));
    }

    /** A {@code component_verify_ticket} that is good for half a day from now on. */
    public String issuesTicket() {
        return world.inside(here -> {
            String ticket = "ticket@@@" + here.identifiers.jsapiTicket();
            here.components.put(
                    here.components.named(appId).withTicket(ticket, here.now().plus(Component.TICKET_LIFETIME)));
            return ticket;
        });
    }

    /** What WeChat does every ten minutes; complete when the server took the ticket, or had its three chances. */
    public Future<Push> pushesTicket() {
        String ticket = issuesTicket();
        return world.inside(here -> here.pushes.send(
                Addressee.of(here.components.named(appId)), PushMessage.ticket(appId, here.now(), ticket), here.now()));
    }

    public void authorizedBy(String app) {
        change(component -> component.with(world.requireApp(app).appId()));
    }

    /** From now on calls for that app are answered with 61003. */
    public void abandonedBy(String app) {
        change(component -> component.without(app));
    }

    private void change(UnaryOperator<Component> change) {
        world.run(here -> here.components.put(change.apply(here.components.named(appId))));
    }
}
