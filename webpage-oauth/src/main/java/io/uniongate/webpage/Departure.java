package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.scan.Scans;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends a browser to WeChat, or lets it wait for WeChat, having remembered where it wants to go. */
final class Departure {
    private final Bus bus;
    private final WebpageSettings settings;
    private final LoginCookies cookies;
    private final Ways ways;

    Departure(Bus bus, WebpageSettings settings, LoginCookies cookies, Ways ways) {
        this.bus = bus;
        this.settings = settings;
        this.cookies = cookies;
        this.ways = ways;
    }

    Optional<Way> way(RoutingContext ctx, Journey journey) {
        return ways.choose(journey, Browser.of(ctx.request().getHeader(HttpHeaders.USER_AGENT)));
    }

    Link again(Journey journey) {
        return new Link(Link.Kind.TRY_AGAIN, Restart.of(journey, settings));
    }

    Future<Void> leave(RoutingContext ctx, Journey journey, Way way) {
        Secret browser = cookies.browser(ctx);
        return bus.ask(new Authorization.Begin(journey.client().id(), way.app(), browser, journey.destination()))
                .onSuccess(state -> LoginCookies.add(ctx, state, browser))
                .compose(state -> go(ctx, journey, way, new BegunLogin(state, browser)));
    }

    private Future<Void> go(RoutingContext ctx, Journey journey, Way way, BegunLogin login) {
        if (way instanceof Way.Visit visit) {
            return Redirect.to(ctx, visit.page().url(settings, login.state()));
        }
        if (way instanceof Way.Embed embed) {
            offerOtherWays(ctx, journey);
            return Pages.show(ctx, Waiting.embedded(embed.page().url(settings, login.state())));
        }
        return bus.ask(new Scans.Begin(way.app(), login.state(), login.browser()))
                .onSuccess(ticket -> offerOtherWays(ctx, journey))
                .compose(ticket -> Pages.show(ctx, Waiting.scan(login.state(), ticket)));
    }

    /** Who says no on the phone is heard of by nobody (protocol.md §1.4): only this page can end such a login. */
    private void offerOtherWays(RoutingContext ctx, Journey journey) {
        Link again = new Link(Link.Kind.NEW_CODE, Restart.of(journey, settings));
        Pages.offer(
                ctx,
                Stream.concat(Stream.of(again), back(journey.destination()).stream())
                        .toArray(Link[]::new));
    }

    private Optional<Link> back(Destination destination) {
        return destination instanceof Destination.ToClient client
                ? Optional.of(new Link(
                        Link.Kind.BACK,
                        ClientRedirect.of(client, settings.issuer()).withError("access_denied", "Nobody logged in")))
                : Optional.empty();
    }
}
