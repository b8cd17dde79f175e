package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.MovingClock;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Nodes that share one Postgres and one WeChat. */
final class Cluster implements AutoCloseable {
    static final Secret SESSION_KEY = new Secret("o0q0otL8aEzpcZL/FT9WsQ==");
    static final OpenId PERSON = new OpenId("o-person");

    private final StubWeChat weChat = new StubWeChat();
    private final DatabaseSettings settings = TestPostgres.freshDatabase();
    private final MovingClock clock = MovingClock.at(WeChatBench.NOW);
    private final List<Vertx> machines = new ArrayList<>();
    private final List<Bus> nodes = new ArrayList<>();

    Cluster(int size) {
        this(size, Duration.ofSeconds(20));
    }

    Cluster(int size, Duration timeout) {
        for (int node = 0; node < size; node++) {
            start(timeout);
        }
    }

    private void start(Duration timeout) {
        Vertx vertx = Vertx.vertx();
        Bus bus = Bus.on(vertx);
        machines.add(vertx);
        nodes.add(bus);
        vertx.deployVerticle(new WeChatVerticle(
                        bus,
                        WeChatSettings.of(weChat.url(), timeout),
                        WeChatBench.APPS,
                        Database.open(vertx, settings),
                        WeChatBench.SEALER,
                        clock,
                        new Random(7)))
                .await();
    }

    StubWeChat weChat() {
        return weChat;
    }

    MovingClock clock() {
        return clock;
    }

    Bus node(int number) {
        return nodes.get(number);
    }

    static Platform.CheckSession check(AppId app) {
        return new Platform.CheckSession(app, PERSON, SESSION_KEY);
    }

    /** That many at once, spread over all nodes. */
    <R> List<Future<R>> ask(int times, Request<R> ask) {
        List<Future<R>> asked = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            asked.add(nodes.get(time % nodes.size()).ask(ask));
        }
        return asked;
    }

    <R> List<R> answers(int times, Request<R> ask) {
        return ask(times, ask).stream().map(asked -> asked.await()).toList();
    }

    <R> R answer(Request<R> ask) {
        return nodes.get(0).ask(ask).await();
    }

    Problem refusal(Request<?> ask) {
        return refusal(nodes.get(0).ask(ask));
    }

    static Problem refusal(Future<?> asked) {
        return WeChatBench.failure(asked).problem();
    }

    /** What an operator could do to the shared row, or time. */
    void execute(String sql) {
        Database database = Database.open(machines.get(machines.size() - 1), settings);
        database.statement(client -> client.query(sql).execute()).await();
        database.close().await();
    }

    /** Without a word to anybody. */
    void crash(int node) {
        machines.get(node).close().await();
    }

    @Override
    public void close() {
        machines.forEach(machine -> machine.close().await());
        weChat.close();
    }
}
