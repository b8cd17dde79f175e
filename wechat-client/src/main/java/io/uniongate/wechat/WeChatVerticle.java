package io.uniongate.wechat;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.WeChat;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Serves what is asked of WeChat; its limits hold for one instance, so deploy one. */
public final class WeChatVerticle extends VerticleBase {
    private final Bus bus;
    private final WeChatSettings settings;
    private final WeChatApps apps;
    private final Clock clock;
    private final RandomGenerator random;

    public WeChatVerticle(Bus bus, WeChatSettings settings, WeChatApps apps) {
        this(bus, settings, apps, Clock.systemUTC(), RandomGenerator.getDefault());
    }

    WeChatVerticle(Bus bus, WeChatSettings settings, WeChatApps apps, Clock clock, RandomGenerator random) {
        this.bus = bus;
        this.settings = settings;
        this.apps = apps;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Future<?> start() {
        Map<AppId, Line> lines = apps.byId().keySet().stream()
                .collect(toUnmodifiableMap(identity(), id -> Line.of(vertx, id, settings, clock)));
        WeChatHttp http = WeChatHttp.on(vertx, bus, settings, lines.size());
        WeChatCalls calls = new WeChatCalls(vertx, bus, http, settings.timeout(), lines, random);
        WeChatService service = new WeChatService(apps, calls, clock);
        return Future.all(
                bus.serve(WeChat.ExchangeCode.class, service::exchangeCode),
                bus.serve(WeChat.ExchangeWebCode.class, service::exchangeWebCode),
                bus.serve(WeChat.FetchProfile.class, service::fetchProfile),
                bus.serve(WeChat.RefreshGrant.class, service::refreshGrant));
    }
}
