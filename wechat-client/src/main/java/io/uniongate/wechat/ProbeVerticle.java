package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.wechat.KeptTokens.Kept;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;

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
        ProbeService service = new ProbeService(apps, http, settings.timeout(), new Nowhere());
        return bus.serve(Platform.Probe.class, service::probe);
    }

    /** Where all nodes find their tokens is Postgres. */
    private record Nowhere() implements ProbeTokens {
        @Override
        public Future<Secret> ofComponent(WeChatApp app, Deadline deadline) {
            return ProblemException.failed(new Problem.StorageUnavailable(1));
        }

        @Override
        public Future<Optional<Kept>> ofApp(WeChatApp app) {
            return Future.succeededFuture(Optional.empty());
        }
    }
}
