package io.uniongate.wechat;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the checks of the apps' registrations alone, which need no database: for a process that serves nobody else. */
public final class ProbeVerticle extends VerticleBase {
    private final Bus bus;
    private final WeChatSettings settings;
    private final WeChatApps apps;

    public ProbeVerticle(Bus bus, WeChatSettings settings, WeChatApps apps) {
        this.bus = bus;
        this.settings = settings;
        this.apps = apps;
    }

    @Override
    public Future<?> start() {
        WeChatHttp http = WeChatHttp.on(vertx, bus, settings, apps.byId().size());
        ProbeService service = new ProbeService(apps, http, settings.timeout());
        return bus.serve(Platform.Probe.class, service::probe);
    }
}
