package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** The jsapi_ticket (protocol.md §1.9): one for each account, the same until it expires. */
final class Tickets {
    static final Duration LIFETIME = Duration.ofHours(2);

    record Ticket(String value, Instant expiresAt) {
        boolean isExpired(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    private final World world;

    Tickets(World world) {
        this.world = world;
    }

    Answer ticket(App app, Call call) {
        if (!call.text("type").equals("jsapi")) {
            return Answer.refused(WeChatError.INVALID_TICKET_TYPE);
        }
        Ticket ticket = world.tickets.get(app.appId());
        if (ticket == null || ticket.isExpired(world.now())) {
            ticket = new Ticket(world.identifiers.jsapiTicket(), world.now().plus(LIFETIME));
            world.tickets.put(app.appId(), ticket);
        }
        return Answer.ok(Answer.success()
                .put("ticket", ticket.value())
                .put("expires_in", world.clock.secondsUntil(ticket.expiresAt())));
    }

    /** What the JS-SDK on a page of that URL would say to {@code wx.config}. */
    boolean accepts(String appId, String url, JsonObject config) {
        Ticket ticket = world.tickets.get(appId);
        int fragment = url.indexOf('#');
        String page = fragment < 0 ? url : url.substring(0, fragment);
        return ticket != null
                && !ticket.isExpired(world.now())
                && sign(ticket.value(), config, page).equals(config.getString("signature"));
    }

    private static String sign(String ticket, JsonObject config, String page) {
        return sign(ticket, config.getString("nonceStr", ""), String.valueOf(config.getValue("timestamp")), page);
    }

    static String sign(String ticket, String nonce, String timestamp, String page) {
        String text = "jsapi_ticket=" + ticket + "&noncestr=" + nonce + "&timestamp=" + timestamp + "&url=" + page;
        return Sha1.of(text);
    }
}
