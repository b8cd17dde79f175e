package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the checks of the apps' registrations alone, as far as they need no database: for where there is none. */
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
        ProbeService service = new ProbeService(apps, http, settings.timeout(), ProbeVerticle::nowhere);
        return bus.serve(Platform.Probe.class, service::probe);
    }

    /** The token of a component is where all nodes find it, in Postgres. */
    private static Future<Secret> nowhere(WeChatApp app, Deadline deadline) {
        return ProblemException.failed(new Problem.StorageUnavailable(1));
    }
}
