package io.uniongate.webpage;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.scan.Scans;
import io.uniongate.web.Answer;
import io.uniongate.web.ClientAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** {@code /oauth2/wechat/scan/…}: a browser waits until its code is scanned, and finishes its login. */
final class ScanRoutes {
    static final String EVENTS = "/oauth2/wechat/scan/events";
    static final String STATUS = "/oauth2/wechat/scan/status";
    static final String FINISH = "/oauth2/wechat/scan/finish";
    private static final int LONGEST_KEY = 128;

    private final Bus bus;
    private final ScanStreams streams;
    private final Arrival arrival;
    private final ClientAddress addresses;

    ScanRoutes(Bus bus, ScanStreams streams, Arrival arrival, ClientAddress addresses) {
        this.bus = bus;
        this.streams = streams;
        this.arrival = arrival;
        this.addresses = addresses;
    }

    void mount(Router router) {
        router.get(EVENTS).handler(ctx -> listen(ctx).onFailure(ctx::fail));
        router.get(STATUS).handler(Answer.json(this::look));
        router.get(FINISH).handler(ctx -> finish(ctx).onFailure(ctx::fail)).failureHandler(new Pages());
    }

    private Future<Void> listen(RoutingContext ctx) {
        Parameters sent = new Parameters(ctx.queryParams());
        String key = sent.require("key");
        if (key.length() > LONGEST_KEY) {
            throw new ProblemException(new Problem.InvalidRequest("key is too long"));
        }
        return streams.open(ctx, BegunLogin.of(ctx, sent), key);
    }

    private Future<JsonObject> look(RoutingContext ctx) {
        BegunLogin login = BegunLogin.of(ctx, new Parameters(ctx.queryParams()));
        return bus.ask(new Scans.Look(login.state(), login.browser()))
                .map(progress -> new JsonObject().put("status", progress.name().toLowerCase(Locale.ROOT)));
    }

    private Future<Void> finish(RoutingContext ctx) {
        BegunLogin login = BegunLogin.of(ctx, new Parameters(ctx.queryParams()));
        return bus.ask(new Scans.Finish(login.state(), login.browser(), addresses.device(ctx)))
                .compose(outcome -> arrival.answer(ctx, outcome));
    }
}
