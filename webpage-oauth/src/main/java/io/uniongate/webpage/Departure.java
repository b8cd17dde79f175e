package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.Client;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Sends a browser to WeChat, having remembered where it wants to go. */
final class Departure {
    private final Bus bus;
    private final WebpageSettings settings;
    private final BrowserCookie cookie;

    Departure(Bus bus, WebpageSettings settings, BrowserCookie cookie) {
        this.bus = bus;
        this.settings = settings;
        this.cookie = cookie;
    }

    Future<Void> leave(RoutingContext ctx, Client client, WeChatPage page, Destination destination) {
        Secret browser = cookie.ensure(ctx);
        return bus.ask(new Authorization.Begin(client.id(), page.app(), browser, destination))
                .compose(state -> Redirect.to(ctx, page.url(settings, state)));
    }
}
