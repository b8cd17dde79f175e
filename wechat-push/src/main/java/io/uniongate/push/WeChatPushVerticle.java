package io.uniongate.push;

import io.uniongate.contract.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Puts the address that WeChat pushes to on the public router. */
public final class WeChatPushVerticle extends VerticleBase {
    /** WeChat waits 5 s; what is left is for the way there and back. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Bus bus;
    private final Router router;
    private final List<PushSettings> apps;
    private final Clock clock;
    private final Duration patience;

    public WeChatPushVerticle(Bus bus, Router router, List<PushSettings> apps, Clock clock) {
        this(bus, router, apps, clock, PATIENCE);
    }

    WeChatPushVerticle(Bus bus, Router router, List<PushSettings> apps, Clock clock, Duration patience) {
        this.bus = bus;
        this.router = router;
        this.apps = List.copyOf(apps);
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        new PushRoutes(bus, apps.stream().map(app -> new Inbox(app, clock)).toList(), patience).mount(router);
        return Future.succeededFuture();
    }
}
