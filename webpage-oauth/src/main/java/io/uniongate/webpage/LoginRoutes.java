package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.Client;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code GET /webpage/login}: a server-rendered page sends its visitor and wants a cookie, not a code. */
final class LoginRoutes {
    private final AuthorizationRequests requests;
    private final Departure departure;

    LoginRoutes(AuthorizationRequests requests, Departure departure) {
        this.requests = requests;
        this.departure = departure;
    }

    void mount(Router router, Handler<RoutingContext> limit) {
        router.get(WebpageSettings.LOGIN)
                .handler(limit)
                .handler(ctx -> login(ctx).onFailure(ctx::fail))
                .failureHandler(new Pages());
    }

    private Future<Void> login(RoutingContext ctx) {
        return Future.succeededFuture(new Parameters(ctx.queryParams()))
                .map(Parameters::requireSingle)
                .map(this::journey)
                .compose(journey -> depart(ctx, journey));
    }

    private Journey journey(Parameters sent) {
        Client client = requests.client(sent);
        AppId wanted = sent.has("app_id") ? app(client, sent.require("app_id")) : null;
        return new Journey(
                client, wanted, new Destination.ToPage(returnTo(client, sent), AuthorizationRequests.scope(sent)));
    }

    private Future<Void> depart(RoutingContext ctx, Journey journey) {
        Optional<WeChatPage> page = Departure.page(ctx, journey);
        if (page.isEmpty()) {
            return Pages.show(ctx, Notice.OPEN_IN_WECHAT);
        }
        Pages.offer(ctx, departure.again(journey));
        return departure.leave(ctx, journey, page.get());
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
