package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.Client;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code GET /webpage/login}: a server-rendered page sends its visitor and wants a cookie, not a code. */
final class LoginRoutes {
    private final AuthorizationRequests requests;
    private final Departure departure;
    private final WebpageSettings settings;
    private final Handler<RoutingContext> limit;

    LoginRoutes(
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
        router.get(WebpageSettings.LOGIN)
                .handler(limit)
                .handler(ctx -> login(ctx).onFailure(ctx::fail))
                .failureHandler(new Pages());
    }

    private Future<Void> login(RoutingContext ctx) {
        return Future.succeededFuture(new Parameters(ctx.queryParams()))
                .map(Parameters::requireSingle)
                .compose(sent -> depart(ctx, sent));
    }

    private Future<Void> depart(RoutingContext ctx, Parameters sent) {
        Client client = requests.client(sent);
        AppId wanted = sent.has("app_id") ? app(client, sent.require("app_id")) : null;
        Scope scope = AuthorizationRequests.scope(sent);
        Destination.ToPage destination = new Destination.ToPage(returnTo(client, sent), scope);
        Optional<WeChatPage> page = WeChatPage.choose(
                client, wanted, Browser.of(ctx.request().getHeader(HttpHeaders.USER_AGENT)), scope.has(Scope.PROFILE));
        if (page.isEmpty()) {
            return Pages.show(ctx, Notice.OPEN_IN_WECHAT);
        }
        Pages.offer(ctx, new Link(Link.Kind.TRY_AGAIN, Restart.of(client.id(), wanted, destination, settings)));
        return departure.leave(ctx, client, page.get(), destination);
    }

    private static String returnTo(Client client, Parameters sent) {
        String address = sent.find("return_to");
        if (address == null || !ReturnTo.isAllowed(client, address)) {
            throw new ProblemException(new Problem.RedirectUriInvalid());
        }
        return address;
    }

    private static AppId app(Client client, String id) {
        if (!AuthorizationRequests.isAppOf(client, id)) {
            throw new ProblemException(new Problem.InvalidRequest("app_id is not one of the client's apps"));
        }
        return new AppId(id);
    }
}
