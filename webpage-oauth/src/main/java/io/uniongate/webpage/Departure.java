package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Sends a browser to WeChat, having remembered where it wants to go. */
final class Departure {
    private final Bus bus;
    private final WebpageSettings settings;
    private final LoginCookies cookies;

    Departure(Bus bus, WebpageSettings settings, LoginCookies cookies) {
        this.bus = bus;
        this.settings = settings;
        this.cookies = cookies;
    }

    static Optional<WeChatPage> page(RoutingContext ctx, Journey journey) {
        return WeChatPage.choose(
                journey.client(),
                journey.app(),
                Browser.of(ctx.request().getHeader(HttpHeaders.USER_AGENT)),
                journey.wantsConsent());
    }

    Link again(Journey journey) {
        return new Link(
                Link.Kind.TRY_AGAIN, Restart.of(journey.client().id(), journey.app(), journey.destination(), settings));
    }

    Future<Void> leave(RoutingContext ctx, Journey journey, WeChatPage page) {
        Secret browser = cookies.browser(ctx);
        return bus.ask(new Authorization.Begin(journey.client().id(), page.app(), browser, journey.destination()))
                .onSuccess(state -> LoginCookies.add(ctx, state, browser))
                .compose(state -> Redirect.to(ctx, page.url(settings, state)));
    }
}
