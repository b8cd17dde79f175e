package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Bus;
import io.uniongate.web.ClientAddress;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code GET /oauth2/wechat/callback}: WeChat sends the browser back (protocol.md §1.3). */
final class CallbackRoutes {
    private static final int LONGEST_CODE = 512;
    private static final String DENIED = "authdeny";

    private final Bus bus;
    private final Arrival arrival;
    private final ClientAddress addresses;
    private final String domain;

    CallbackRoutes(Bus bus, Arrival arrival, ClientAddress addresses, WebpageSettings settings) {
        this.bus = bus;
        this.arrival = arrival;
        this.addresses = addresses;
        this.domain = settings.publicUrl().getHost();
    }

    void mount(Router router) {
        router.get(WebpageSettings.CALLBACK)
                .handler(ctx -> land(ctx).onFailure(ctx::fail))
                .failureHandler(new Pages());
    }

    private Future<Void> land(RoutingContext ctx) {
        return Future.succeededFuture(new Parameters(ctx.queryParams()))
                .map(sent -> question(ctx, sent))
                .compose(bus::ask)
                .compose(outcome -> arrival.answer(ctx, outcome));
    }

    private Authorization.Return question(RoutingContext ctx, Parameters sent) {
        BegunLogin login = BegunLogin.of(ctx, sent);
        return new Authorization.Return(login.state(), login.browser(), code(sent), addresses.device(ctx), domain);
    }

    /** A person who says no comes back without a code, or with the word {@code authdeny} for one. */
    private static @Nullable Secret code(Parameters sent) {
        String code = sent.find("code");
        if (code == null || code.equals(DENIED) || code.length() > LONGEST_CODE || sent.repeats("code")) {
            return null;
        }
        return new Secret(code);
    }
}
