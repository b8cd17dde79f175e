package io.uniongate.webpage;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;

/** {@code GET /oauth2/authorize}: an OIDC client sends its user (RFC 6749 §4.1.1, OIDC Core §3.1.2). */
final class AuthorizeRoutes {
    private final AuthorizationRequests requests;
    private final Departure departure;
    private final WebpageSettings settings;
    private final Handler<RoutingContext> limit;

    AuthorizeRoutes(
            AuthorizationRequests requests,
            Departure departure,
            WebpageSettings settings,
            Handler<RoutingContext> limit) {
        this.requests = requests;
        this.departure = departure;
        this.settings = settings;
        this.limit = limit;
    }

    void mount(Router router) {
        router.get(WebpageSettings.AUTHORIZE)
                .handler(limit)
                .handler(ctx -> authorize(ctx).onFailure(ctx::fail))
                .failureHandler(new Pages());
    }

    private Future<Void> authorize(RoutingContext ctx) {
        return Future.succeededFuture(new Parameters(ctx.queryParams()))
                .map(requests::read)
                .compose(request -> answer(ctx, request));
    }

    private Future<Void> answer(RoutingContext ctx, AuthorizationRequest request) {
        if (request instanceof AuthorizationRequest.Rejected rejected) {
            return Redirect.to(
                    ctx,
                    new ClientRedirect(rejected.redirectUri(), rejected.state(), issuer())
                            .withError(rejected.error(), rejected.description()));
        }
        return depart(ctx, (AuthorizationRequest.Accepted) request);
    }

    private Future<Void> depart(RoutingContext ctx, AuthorizationRequest.Accepted request) {
        Optional<WeChatPage> page = WeChatPage.choose(
                request.client(),
                request.app(),
                Browser.of(ctx.request().getHeader(HttpHeaders.USER_AGENT)),
                request.wantsConsent());
        ClientRedirect back = ClientRedirect.of(request.destination(), issuer());
        if (request.isSilent() && !page.map(WeChatPage::isSilent).orElse(false)) {
            return Redirect.to(ctx, back.withError("interaction_required", "WeChat would have to show a page"));
        }
        if (page.isEmpty()) {
            Pages.offer(
                    ctx,
                    new Link(Link.Kind.BACK, back.withError("interaction_required", "WeChat's browser is needed")));
            return Pages.show(ctx, Notice.OPEN_IN_WECHAT);
        }
        Pages.offer(
                ctx,
                new Link(
                        Link.Kind.TRY_AGAIN,
                        Restart.of(request.client().id(), request.app(), request.destination(), settings)),
                new Link(Link.Kind.BACK, back.withError("temporarily_unavailable", "The login could not begin")));
        return departure.leave(ctx, request.client(), page.get(), request.destination());
    }

    private URI issuer() {
        return settings.issuer();
    }
}
