package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.uniongate.contract.AppId;
import io.uniongate.contract.MovingClock;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.push.Push.KeepTicket;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.App;
import io.uniongate.simulator.SimulatedComponent;
import io.uniongate.simulator.SimulatedUser;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Nodes on one Postgres that log people of a simulated WeChat in through a third-party platform. */
final class Agency implements AutoCloseable {
    static final AppId MINI = new AppId("wxlentmini");
    static final AppId PAGES = new AppId("wxlentpages");
    static final AppId OWN = new AppId("wxown");
    static final String TOKEN = "/cgi-bin/component/api_component_token";
    static final String SESSION = "/sns/component/jscode2session";

    private static final WeChatApps APPS = WeChatApps.of(List.of(
            app(MINI, AppKind.MINI_PROGRAM, null),
            app(PAGES, AppKind.OFFICIAL_ACCOUNT, null),
            app(OWN, AppKind.MINI_PROGRAM, new Secret(WeChatBench.APP_SECRET))));

    private final WeChatSimulator simulator = WeChatSimulator.start();
    private final DatabaseSettings settings = TestPostgres.freshDatabase();
    private final MovingClock clock = MovingClock.at(WeChatBench.NOW);
    private final List<Vertx> machines = new ArrayList<>();
    private final List<Bus> nodes = new ArrayList<>();
    private String ticket = "";

    Agency(int size) {
        simulator.add(App.miniProgram(MINI.value(), "nobody-here-knows").withOpenPlatform("main"));
        simulator.add(App.serviceAccount(PAGES.value(), "nobody-here-knows", "example.com")
                .withOpenPlatform("main"));
        simulator.add(App.miniProgram(OWN.value(), WeChatBench.APP_SECRET).withOpenPlatform("main"));
        component().resetSecret(WeChatBench.PLATFORM.secret().reveal());
        List.of(MINI, PAGES, OWN).forEach(app -> component().authorizedBy(app.value()));
        for (int node = 0; node < size; node++) {
            start();
        }
    }

    private static WeChatApp app(AppId id, AppKind kind, @Nullable Secret secret) {
        return new WeChatApp(id, kind, null, secret, WeChatBench.PLATFORM, SignUp.AUTOMATIC);
    }

    void start() {
        Vertx vertx = Vertx.vertx();
        Bus bus = Bus.on(vertx);
        machines.add(vertx);
        nodes.add(bus);
        vertx.deployVerticle(new WeChatVerticle(
                        bus,
                        WeChatSettings.of(URI.create(simulator.apiUrl()), Duration.ofSeconds(20)),
                        APPS,
                        Database.open(vertx, settings),
                        WeChatBench.SEALER,
                        clock,
                        new Random(7)))
                .await();
    }

    void crash(int node) {
        machines.get(node).close().await();
    }

    WeChatSimulator simulator() {
        return simulator;
    }

    SimulatedComponent component() {
        return simulator.component(WeChatBench.PLATFORM.id().value());
    }

    MovingClock clock() {
        return clock;
    }

    Bus node(int number) {
        return nodes.get(number);
    }

    SimulatedUser person() {
        return simulator.user("小明");
    }

    /** As the edge passes it on when WeChat pushes one. */
    void ticketArrives() {
        ticket = component().issuesTicket();
        KeepTicket kept = new KeepTicket(WeChatBench.PLATFORM.id(), new Secret(ticket));
        node(0).ask(kept).await();
    }

    String lastTicket() {
        return ticket;
    }

    WeChat.ExchangeCode login(AppId app) {
        return new WeChat.ExchangeCode(app, new Secret(person().login(app.value())));
    }

    int count(String path) {
        return simulator.requests().taken(path).size();
    }

    <R> R answer(Request<R> ask) {
        return node(0).ask(ask).await();
    }

    Problem refusal(Request<?> ask) {
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> node(0).ask(ask).await());
        assertThat(failure).as("a refusal").isNotNull();
        return failure.problem();
    }

    List<String> rows(String sql) {
        Database database = Database.open(machines.get(machines.size() - 1), settings);
        List<String> rows = new ArrayList<>();
        database.statement(client -> client.query(sql).execute()).await().forEach(row -> rows.add(row.getString(0)));
        database.close().await();
        return rows;
    }

    @Override
    public void close() {
        machines.forEach(machine -> machine.close().await());
        simulator.close();
    }
}
