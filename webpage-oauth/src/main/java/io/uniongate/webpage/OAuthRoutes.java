package io.uniongate.webpage;

import io.uniongate.contract.Device;
import io.uniongate.contract.registration.Client;
import io.uniongate.web.Answer;
import io.uniongate.web.ClientAddress;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;

/** The endpoints that clients call themselves, each with a form and their authentication (RFC 6749 §3.2). */
final class OAuthRoutes {
    static final String TOKEN = "/oauth2/token";
    static final String REVOKE = "/oauth2/revoke";
    static final String INTROSPECT = "/oauth2/introspect";

    private final ClientAuthentication authentication;
    private final Grants grants;
    private final IssuedTokens tokens;
    private final ClientAddress addresses;
    private final Handler<RoutingContext> cors;
    private final Handler<RoutingContext> limit;

    OAuthRoutes(
            ClientAuthentication authentication,
            Grants grants,
            IssuedTokens tokens,
            ClientAddress addresses,
            Handler<RoutingContext> cors,
            Handler<RoutingContext> limit) {
        this.authentication = authentication;
        this.grants = grants;
        this.tokens = tokens;
        this.addresses = addresses;
        this.cors = cors;
        this.limit = limit;
    }

    void mount(Router router) {
        router.route(TOKEN).handler(cors);
        router.route(REVOKE).handler(cors);
        post(router, TOKEN, (caller, form) -> grants.token(caller.client(), form, caller.device()));
        post(router, REVOKE, (caller, form) -> tokens.revoke(caller.client(), form));
        post(router, INTROSPECT, (caller, form) -> tokens.introspect(caller.client(), form));
    }

    private void post(Router router, String path, BiFunction<Caller, Parameters, Future<JsonObject>> endpoint) {
        router.post(path).handler(limit).handler(Form.handler()).handler(Answer.json(ctx -> answer(ctx, endpoint)));
    }

    private Future<JsonObject> answer(RoutingContext ctx, BiFunction<Caller, Parameters, Future<JsonObject>> endpoint) {
        return Future.succeededFuture(Form.of(ctx))
                .map(Parameters::requireSingle)
                .compose(form -> endpoint.apply(caller(ctx, form), form))
                .onSuccess(answer -> ctx.response().putHeader("Pragma", "no-cache"));
    }

    private Caller caller(RoutingContext ctx, Parameters form) {
        return new Caller(
                authentication.authenticate(ctx.request().headers().getAll(HttpHeaders.AUTHORIZATION), form),
                addresses.device(ctx));
    }

    private record Caller(Client client, Device device) {}
}
