package io.uniongate.wechat;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.push.Push;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Serves what is asked of WeChat; its limits hold for one instance, so deploy one. */
public final class WeChatVerticle extends VerticleBase {
    private final Bus bus;
    private final WeChatSettings settings;
    private final WeChatApps apps;
    private final Database database;
    private final Sealer sealer;
    private final Clock clock;
    private final RandomGenerator random;

    public WeChatVerticle(
            Bus bus, WeChatSettings settings, WeChatApps apps, Database database, Sealer sealer, Clock clock) {
        this(bus, settings, apps, database, sealer, clock, RandomGenerator.getDefault());
    }

    WeChatVerticle(
            Bus bus,
            WeChatSettings settings,
            WeChatApps apps,
            Database database,
            Sealer sealer,
            Clock clock,
            RandomGenerator random) {
        this.bus = bus;
        this.settings = settings;
        this.apps = apps;
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Future<?> start() {
        Map<AppId, Line> lines =
                callers().collect(toUnmodifiableMap(identity(), id -> Line.of(vertx, id, settings, clock)));
        WeChatHttp http = WeChatHttp.on(vertx, bus, settings, lines.size());
        WeChatCalls calls = new WeChatCalls(vertx, bus, http, settings.timeout(), lines, random);
        KeptTokens kept = new KeptTokens(database, sealer);
        TokenStore store = new TokenStore(vertx, database, sealer, kept, settings.timeout(), clock, random);
        return Future.all(serveLogins(calls, http, store, kept), servePlatform(calls, store));
    }

    /** Apps, and the components that they log in through. */
    private Stream<AppId> callers() {
        return Stream.concat(
                apps.byId().keySet().stream(), apps.components().stream().map(Component::id));
    }

    private Future<?> serveLogins(WeChatCalls calls, WeChatHttp http, TokenStore store, KeptTokens kept) {
        ComponentTickets tickets = new ComponentTickets(kept);
        SharedTokens tokens = shared(store, TokenKind.COMPONENT_ACCESS_TOKEN, new ComponentTokenSource(calls, tickets));
        LoginCalls logins = new LoginCalls(calls, new PlatformCalls(calls, tokens, settings.timeout()));
        return Future.all(
                serve(new WeChatService(apps, calls, logins, clock)),
                serve(new ProbeService(apps, http, settings.timeout(), new ProbeTokens.Shared(tokens, kept))),
                bus.serve(Push.KeepTicket.class, tickets::keep));
    }

    /** What is asked with tokens that all nodes share; a ticket is got with an access_token. */
    private Future<?> servePlatform(WeChatCalls calls, TokenStore store) {
        SharedTokens tokens = shared(store, TokenKind.ACCESS_TOKEN, TokenSource.ofAccessTokens(calls));
        PlatformCalls platform = new PlatformCalls(calls, tokens, settings.timeout());
        SharedTokens tickets = shared(store, TokenKind.JSAPI_TICKET, TokenSource.ofTickets(platform));
        return Future.all(
                serve(new SessionKeyService(apps, platform, clock)),
                serve(new FollowerService(apps, platform)),
                serve(new QrCodeService(apps, platform, settings.mpUrl())),
                serve(new PageService(apps, tickets, settings.timeout(), clock, random)));
    }

    private SharedTokens shared(TokenStore store, TokenKind kind, TokenSource source) {
        return new SharedTokens(vertx, bus, clock, store, kind, source).keptFresh();
    }

    private Future<?> serve(WeChatService service) {
        return Future.all(
                bus.serve(WeChat.ExchangeCode.class, service::exchangeCode),
                bus.serve(WeChat.ExchangeWebCode.class, service::exchangeWebCode),
                bus.serve(WeChat.FetchProfile.class, service::fetchProfile),
                bus.serve(WeChat.RefreshGrant.class, service::refreshGrant));
    }

    private Future<?> serve(ProbeService service) {
        return bus.serve(Platform.Probe.class, service::probe);
    }

    private Future<?> serve(SessionKeyService service) {
        return Future.all(
                bus.serve(Platform.CheckSession.class, service::check),
                bus.serve(Platform.ResetSession.class, service::reset),
                bus.serve(Platform.FetchPhone.class, service::phone));
    }

    private Future<?> serve(FollowerService service) {
        return Future.all(
                bus.serve(Platform.FetchFollower.class, service::one),
                bus.serve(Platform.FetchFollowers.class, service::many),
                bus.serve(Platform.ListFollowers.class, service::page),
                bus.serve(Platform.ChangeOpenIds.class, service::changed));
    }

    private Future<?> serve(QrCodeService service) {
        return bus.serve(Platform.CreateQrCode.class, service::create);
    }

    private Future<?> serve(PageService service) {
        return bus.serve(Platform.SignPage.class, service::sign);
    }
}
