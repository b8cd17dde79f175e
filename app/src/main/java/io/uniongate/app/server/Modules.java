package io.uniongate.app.server;

import io.uniongate.account.AccountVerticle;
import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.EncryptionKey;
import io.uniongate.app.config.Rate;
import io.uniongate.app.operations.Readiness;
import io.uniongate.auth.AuthCoreVerticle;
import io.uniongate.auth.AuthSettings;
import io.uniongate.auth.FastCrypto;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Migrations;
import io.uniongate.db.Notifications;
import io.uniongate.db.Sealer;
import io.uniongate.db.Sharing;
import io.uniongate.miniprogram.MiniProgramVerticle;
import io.uniongate.push.WeChatPushVerticle;
import io.uniongate.web.ClientAddress;
import io.uniongate.web.RateLimit;
import io.uniongate.web.TokenVerifier;
import io.uniongate.webpage.Limits;
import io.uniongate.webpage.ServiceAccountSettings;
import io.uniongate.webpage.WebpageSettings;
import io.uniongate.webpage.WebpageVerticle;
import io.uniongate.wechat.WeChatSettings;
import io.uniongate.wechat.WeChatVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Deploys the modules in the order in which they need one another. */
final class Modules {
    private final Vertx vertx;
    private final Bus bus;
    private final AppConfig config;
    private final DatabaseSettings settings;
    private final Opened opened;
    private final Clock clock;
    private final Sharing sharing;
    private final Database database;
    private final AtomicBoolean schemaSeen = new AtomicBoolean();

    Modules(Vertx vertx, Bus bus, AppConfig config, Tuning tuning, DatabaseSettings settings, Opened opened) {
        this.vertx = vertx;
        this.bus = bus;
        this.config = config;
        this.clock = tuning.clock();
        this.sharing = tuning.sharing();
        this.settings = settings;
        this.opened = opened;
        this.database = Database.open(vertx, settings);
        opened.add(database::close);
    }

    Readiness readiness() {
        return new Readiness(Map.of(
                "database", () -> database.ping().map(true),
                "schema", this::schemaIsCurrent,
                "keys", () -> bus.ask(new Keys.Published()).map(keys -> true)));
    }

    void deploy(Router router, ClientAddress addresses) {
        Notifications notifications = Notifications.connect(vertx, settings).await();
        opened.add(notifications::close);
        deploy(new AuthCoreVerticle(
                bus,
                database,
                notifications,
                sealer(config),
                authSettings(config).withSharing(sharing),
                config.apps(),
                config.clients(),
                clock));
        // After auth-core: its HTTP client takes an event loop in turn for itself, and what is deployed behind it would
        // share its own, while the other has nothing to do.
        deploy(weChat(bus, config, database, clock));
        deployEdges(router, addresses);
    }

    static Deployable weChat(Bus bus, AppConfig config, Database database, Clock clock) {
        return new WeChatVerticle(bus, weChatSettings(config), config.apps(), database, sealer(config), clock);
    }

    static Sealer sealer(AppConfig config) {
        return Sealer.from(
                config.encryptionKeys().stream().map(EncryptionKey::entry).toList());
    }

    static WeChatSettings weChatSettings(AppConfig config) {
        AppConfig.WeChat weChat = config.wechat();
        return WeChatSettings.of(weChat.apiUrl(), weChat.timeout()).withMpUrl(weChat.mpUrl());
    }

    static AuthSettings authSettings(AppConfig config) {
        AppConfig.Tokens tokens = config.tokens();
        return new AuthSettings(tokens.issuer(), tokens.accessTokenTtl(), tokens.refreshTokenTtl());
    }

    static WebpageSettings webpageSettings(AppConfig config) {
        return new WebpageSettings(
                config.http().publicUrl(),
                config.tokens().issuer(),
                config.wechat().openUrl());
    }

    private void deployEdges(Router router, ClientAddress addresses) {
        AppConfig.Tokens tokens = config.tokens();
        TokenVerifier verifier = new TokenVerifier(
                vertx, bus, clock, tokens.issuer().toString(), tokens.accessTokenTtl(), FastCrypto.isNative());
        verifier.start().await();
        Handler<RoutingContext> logins = limit(config.rateLimits().loginPerIp(), addresses);
        Handler<RoutingContext> tokenCalls = limit(config.rateLimits().tokenPerIp(), addresses);
        deploy(new MiniProgramVerticle(bus, router, verifier, addresses, logins));
        deploy(new WebpageVerticle(
                bus,
                router,
                webpageSettings(config),
                config.clients(),
                config.apps(),
                new ServiceAccountSettings(
                        config.jsSdkHosts(),
                        Pushes.scanned(config),
                        Set.copyOf(config.domainFiles().values())),
                addresses,
                verifier,
                new Limits(logins, tokenCalls, limit(config.rateLimits().jsSdkPerIp(), addresses))));
        deploy(new AccountVerticle(bus, router, verifier));
        deploy(new WeChatPushVerticle(bus, router, Pushes.of(config), clock));
    }

    private Handler<RoutingContext> limit(Rate rate, ClientAddress addresses) {
        return config.rateLimits().enabled()
                ? new RateLimit(rate.permits(), rate.per(), addresses::subscriber)
                : RoutingContext::next;
    }

    private void deploy(Deployable verticle) {
        Server.deploy(vertx, () -> verticle, 1, opened);
    }

    /** Once current it stays so for this release; until then it is asked for off the event loop. */
    private Future<Boolean> schemaIsCurrent() {
        if (schemaSeen.get()) {
            return Future.succeededFuture(true);
        }
        return vertx.executeBlocking(
                        () -> new Migrations(settings.postgres()).pending().isEmpty(), false)
                .onSuccess(schemaSeen::set);
    }
}
