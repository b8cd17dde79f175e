package io.uniongate.webpage;

import io.uniongate.contract.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /oauth2/authorize}: an OIDC client sends its user (RFC 6749 §4.1.1, OIDC Core §3.1.2). */
final class AuthorizeRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeRoutes.class);
    private static final String REQUEST = AuthorizationRequest.class.getName();

    private final AuthorizationRequests requests;
    private final Departure departure;
    private final URI issuer;
    private final Pages pages = new Pages();

    AuthorizeRoutes(AuthorizationRequests requests, Departure departure, URI issuer) {
        this.requests = requests;
        this.departure = departure;
        this.issuer = issuer;
    }

    /** The request is read before the limit, so that a client which wants no page shown is not answered with one. */
    void mount(Router router, Handler<RoutingContext> limit) {
        router.post(WebpageSettings.AUTHORIZE).handler(Form.handler()).failureHandler(this::refuse);
        router.route(WebpageSettings.AUTHORIZE)
                .method(HttpMethod.GET)
                .method(HttpMethod.POST)
                .handler(this::read)
                .handler(limit)
                .handler(ctx -> answer(ctx).onFailure(ctx::fail))
                .failureHandler(this::refuse);
    }

    private void read(RoutingContext ctx) {
        boolean isForm = ctx.request().method().equals(HttpMethod.POST);
        ctx.put(REQUEST, requests.read(isForm ? Form.of(ctx) : new Parameters(ctx.queryParams())));
        ctx.next();
    }

    private Future<Void> answer(RoutingContext ctx) {
        AuthorizationRequest request = Objects.requireNonNull(ctx.get(REQUEST));
        if (request instanceof AuthorizationRequest.Rejected rejected) {
            return Redirect.to(
                    ctx,
                    new ClientRedirect(rejected.redirectUri(), rejected.state(), issuer)
                            .withError(rejected.error(), rejected.description()));
        }
        return depart(ctx, (AuthorizationRequest.Accepted) request);
    }

    private Future<Void> depart(RoutingContext ctx, AuthorizationRequest.Accepted request) {
        Optional<Way> way = departure.way(ctx, request.journey());
        ClientRedirect back = ClientRedirect.of(request.destination(), issuer);
        if (request.destination().silent() && !way.map(Way::isSilent).orElse(false)) {
            return Redirect.to(ctx, back.withError("interaction_required", "WeChat would have to show a page"));
        }
        if (way.isEmpty()) {
            Pages.offer(
                    ctx,
                    new Link(Link.Kind.BACK, back.withError("interaction_required", "WeChat's browser is needed")));
            return Pages.show(ctx, Notice.OPEN_IN_WECHAT);
        }
        Pages.offer(
                ctx,
                departure.again(request.journey()),
                new Link(Link.Kind.BACK, back.withError("temporarily_unavailable", "The login could not begin")));
        return departure.leave(ctx, request.journey(), way.get());
    }

    /** A form that cannot be read fails again with each further part of it. */
    private void refuse(RoutingContext ctx) {
        if (ctx.response().headWritten()) {
            return;
        }
        AuthorizationRequest request = ctx.get(REQUEST);
        if (request instanceof AuthorizationRequest.Accepted accepted
                && accepted.destination().silent()) {
            tellTheClient(ctx, accepted);
        } else {
            pages.handle(ctx);
        }
    }

    /** OIDC Core §3.1.2.6: with {@code prompt=none} whatever goes wrong is the client's to hear. */
    private void tellTheClient(RoutingContext ctx, AuthorizationRequest.Accepted request) {
        Problem problem = Form.problem(ctx);
        Redirect.to(ctx, ClientRedirect.of(request.destination(), issuer).withError(problem))
                .onFailure(gone -> LOG.debug("The browser did not wait for {}", problem.code()));
    }
}
