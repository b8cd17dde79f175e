package io.uniongate.webpage;

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
        Destination destination = new Destination.ToPage(returnTo(client, sent), AuthorizationRequests.scope(sent));
        requests.requireWay(sent, client);
        return new Journey(client, AuthorizationRequests.app(sent), AuthorizationRequests.method(sent), destination);
    }

    private Future<Void> depart(RoutingContext ctx, Journey journey) {
        Optional<Way> way = departure.way(ctx, journey);
        if (way.isEmpty()) {
            return Pages.show(ctx, Notice.OPEN_IN_WECHAT);
        }
        Pages.offer(ctx, departure.again(journey));
        return departure.leave(ctx, journey, way.get());
    }

    private static String returnTo(Client client, Parameters sent) {
        String address = sent.find("return_to");
        if (address == null || !ReturnTo.isAllowed(client, address)) {
            throw new ProblemException(new Problem.RedirectUriInvalid());
        }
        return address;
    }
}
