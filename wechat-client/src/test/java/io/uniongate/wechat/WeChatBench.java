package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.uniongate.contract.AppId;
import io.uniongate.contract.MovingClock;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.contract.wechat.WeChatAnswered;
import io.uniongate.contract.wechat.WeChatMisconfigured;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Sealer;
import io.uniongate.simulator.App;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The verticle on its bus, against a simulated WeChat, with the events it tells. */
final class WeChatBench implements AutoCloseable {
    static final AppId SHOP = new AppId("wxshop");
    static final AppId GAME = new AppId("wxgame");
    static final AppId PAGES = new AppId("wxpages");
    static final AppId SITE = new AppId("wxsite");
    static final AppId LENT = new AppId("wxlent");
    static final String APP_SECRET = "app-secret-5c1f";
    static final Component PLATFORM = new Component(new AppId("wxplatform"), new Secret("platform-secret-88e1"));
    static final WeChatApps APPS = WeChatApps.of(List.of(
            app(SHOP, AppKind.MINI_PROGRAM),
            app(GAME, AppKind.MINI_PROGRAM),
            app(PAGES, AppKind.OFFICIAL_ACCOUNT),
            app(SITE, AppKind.WEBSITE),
            new WeChatApp(LENT, AppKind.MINI_PROGRAM, null, null, PLATFORM, SignUp.AUTOMATIC)));
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    static final Sealer SEALER =
            Sealer.from(List.of(new Secret("test:" + Base64.getEncoder().encodeToString(new byte[32]))));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx);
    private final WeChatSimulator simulator = WeChatSimulator.start();
    private final MovingClock clock = MovingClock.at(NOW);
    private final BlockingQueue<WeChatAnswered> answered = new LinkedBlockingQueue<>();
    private final BlockingQueue<WeChatMisconfigured> misconfigured = new LinkedBlockingQueue<>();

    WeChatBench() {
        simulator.add(App.miniProgram(SHOP.value(), APP_SECRET));
        simulator.add(App.miniProgram(GAME.value(), APP_SECRET));
        simulator.add(App.miniProgram(LENT.value(), "nobody-here-knows"));
        bus.hear(WeChatAnswered.class, answered::add).await();
        bus.hear(WeChatMisconfigured.class, misconfigured::add).await();
    }

    void deploy() {
        deploy(WeChatSettings.of(apiUrl(), Duration.ofSeconds(20)));
    }

    void deploy(WeChatSettings settings) {
        deploy(settings, DatabaseSettings.of("postgresql://nobody@127.0.0.1:1/none"));
    }

    /** With a Postgres that is there, which only shared tokens need. */
    void deploy(WeChatSettings settings, DatabaseSettings database) {
        vertx.deployVerticle(new WeChatVerticle(
                        bus, settings, APPS, Database.open(vertx, database), SEALER, clock, new Random(7)))
                .await();
    }

    /** How what Postgres keeps gets older without waiting. */
    static String later(Duration time) {
        return """
                UPDATE wechat_token
                SET obtained_at = obtained_at - t.passed, expires_at = expires_at - t.passed,
                    replaced_at = replaced_at - t.passed
                FROM (SELECT make_interval(secs => %d) AS passed) AS t
                """.formatted(time.toSeconds());
    }

    private static WeChatApp app(AppId id, AppKind kind) {
        return new WeChatApp(id, kind, null, new Secret(APP_SECRET), SignUp.AUTOMATIC);
    }

    URI apiUrl() {
        return URI.create(simulator.apiUrl());
    }

    Vertx vertx() {
        return vertx;
    }

    Bus bus() {
        return bus;
    }

    /** The client's clock; the simulator has its own. */
    MovingClock clock() {
        return clock;
    }

    WeChatSimulator simulator() {
        return simulator;
    }

    /** A fresh code of 小明 for that mini program. */
    WeChat.ExchangeCode login(AppId app) {
        return exchange(app, simulator.user("小明").login(app.value()));
    }

    static WeChat.ExchangeCode exchange(AppId app, String code) {
        return new WeChat.ExchangeCode(app, new Secret(code));
    }

    static WeChat.ExchangeWebCode exchangeWeb(AppId app, String code) {
        return new WeChat.ExchangeWebCode(app, new Secret(code));
    }

    static WeChat.FetchProfile fetchProfile(AppId app) {
        return new WeChat.FetchProfile(app, new OpenId("o-page"), new Secret("user-token-77ab"));
    }

    static WeChat.RefreshGrant refreshGrant(AppId app) {
        return new WeChat.RefreshGrant(app, new OpenId("o-page"), new Secret("refresh-token-31c0"));
    }

    <R> R answer(Request<R> ask) {
        return bus.ask(ask).await();
    }

    Problem refusal(Request<?> ask) {
        return failure(ask).problem();
    }

    ProblemException failure(Request<?> ask) {
        return failure(bus.ask(ask));
    }

    static ProblemException failure(Future<?> asked) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, asked::await);
        assertThat(failure).as("a refusal").isNotNull();
        return failure;
    }

    WeChatAnswered nextAnswered() {
        return next(answered);
    }

    WeChatMisconfigured nextMisconfigured() {
        return next(misconfigured);
    }

    private static <T> T next(BlockingQueue<T> events) {
        try {
            @Nullable T event = events.poll(10, TimeUnit.SECONDS);
            return Objects.requireNonNull(event, "no such event was told");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
        simulator.close();
    }
}
