package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** {@code api_component_token}: what a third-party platform gets its token by, the ticket pushed to it among others. */
final class ComponentEndpoint {
    private final World world;

    ComponentEndpoint(World world) {
        this.world = world;
    }

    /** A new token each time. */
    Answer token(JsonObject body) {
        Optional<Component> known = world.components.find(body.getString("component_appid", ""));
        if (known.isEmpty()) {
            return Answer.refused(WeChatError.INVALID_APPID);
        }
        return refuse(known.get(), body).orElseGet(() -> describe(known.get()));
    }

    private Optional<Answer> refuse(Component component, JsonObject body) {
        if (!component.secret().equals(body.getString("component_appsecret", ""))) {
            return Optional.of(Answer.refused(WeChatError.INVALID_SECRET));
        }
        Instant until = component.tickets().get(body.getString("component_verify_ticket", ""));
        if (until == null) {
            return Optional.of(Answer.refused(WeChatError.INVALID_TICKET));
        }
        return world.now().isBefore(until) ? Optional.empty() : Optional.of(Answer.refused(WeChatError.TICKET_EXPIRED));
    }

    private Answer describe(Component component) {
        Component renewed = world.components.renewed(component, world.now());
        world.components.put(renewed);
        return Answer.ok(new JsonObject()
                .put("component_access_token", renewed.accessToken())
                .put("expires_in", world.clock.secondsUntil(renewed.expiresAt())));
    }
}
