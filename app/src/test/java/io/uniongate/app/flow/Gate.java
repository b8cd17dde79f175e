package io.uniongate.app.flow;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.ConfigLoader;
import io.uniongate.app.server.Server;
import io.uniongate.app.server.Tuning;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.FreePort;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.App;
import io.uniongate.simulator.PushSettings;
import io.uniongate.simulator.SimulatedUser;
import io.uniongate.simulator.SimulatorOptions;
import io.uniongate.simulator.SimulatorOptions.Limits;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** A whole UnionGate on a database of its own, with a WeChat of its own. */
final class Gate implements AutoCloseable {
    static final String MINI = "wxaa00000000000001";
    static final String OTHER_MINI = "wxaa00000000000002";
    static final String CAREFUL_MINI = "wxaa00000000000003";
    static final String SERVICE_ACCOUNT = "wxaa00000000000004";
    static final String WEBSITE = "wxaa00000000000005";

    /** The app that WeChat's published vectors were made for (vectors.json, V7). */
    static final String PUBLISHED_MINI = "wx4f4bc4dec97d474b";

    static final String CLIENT = "h5-shop";
    static final String REDIRECT_URI = "http://localhost/callback";
    static final String ENCRYPTION_KEY = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    final WeChatSimulator weChat;
    final Server server;
    final String url;
    final Database database;

    private Gate(DatabaseSettings settings, UnaryOperator<String> change, Tuning tuning, Consumer<Router> more) {
        this.weChat = simulator();
        int port = FreePort.find();
        this.url = "http://localhost:" + port;
        weChat.add(serviceAccount().withPush(PushSettings.plain(url + "/wechat/push/" + SERVICE_ACCOUNT, "pushtoken")));
        this.server = Server.start(config(change.apply(yaml(port, weChat, settings))), tuning, more);
        this.database = Database.open(server.vertx(), settings);
    }

    static Gate open() {
        return open(UnaryOperator.identity());
    }

    /** At a time, and with routes, of the caller's choosing. */
    static Gate open(Clock clock, Consumer<Router> more) {
        return new Gate(TestPostgres.freshDatabase(), UnaryOperator.identity(), Tuning.NONE.withClock(clock), more);
    }

    /** On a Postgres that may be stopped. */
    static Gate open(DatabaseSettings settings, Tuning tuning) {
        return new Gate(settings, UnaryOperator.identity(), tuning, none -> {});
    }

    /** With a configuration that differs, at a time of the caller's choosing. */
    static Gate open(UnaryOperator<String> change, Clock clock) {
        return new Gate(TestPostgres.freshDatabase(), change, Tuning.NONE.withClock(clock), none -> {});
    }

    /** Lets the page's client have its people's profiles fresh. */
    static String withProfileRefresh(String yaml) {
        return yaml.replace(
                "    website: " + WEBSITE + "\n", "    website: " + WEBSITE + "\n    profileRefresh: true\n");
    }

    /** With a configuration that differs. */
    static Gate open(UnaryOperator<String> change) {
        return open(change, Clock.systemUTC());
    }

    static WeChatSimulator simulator() {
        return WeChatSimulator.start(SimulatorOptions.defaults()
                .withLimits(Limits.OFF)
                .withApps(List.of(
                        App.miniProgram(MINI, secret(MINI)).withOpenPlatform("main"),
                        App.miniProgram(OTHER_MINI, secret(OTHER_MINI)).withOpenPlatform("main"),
                        App.miniProgram(PUBLISHED_MINI, secret(PUBLISHED_MINI)).withOpenPlatform("main"),
                        App.miniProgram(CAREFUL_MINI, secret(CAREFUL_MINI)).withOpenPlatform("main"),
                        serviceAccount(),
                        App.website(WEBSITE, secret(WEBSITE), "localhost").withOpenPlatform("main"))));
    }

    private static App serviceAccount() {
        return App.serviceAccount(SERVICE_ACCOUNT, secret(SERVICE_ACCOUNT), "localhost")
                .withOpenPlatform("main");
    }

    static String yaml(int port, WeChatSimulator weChat, DatabaseSettings settings) {
        return """
                http: { host: 127.0.0.1, port: %1$d, publicUrl: "http://localhost:%1$d" }
                management: { port: 0 }
                database: { url: "%2$s" }
                encryption: { keys: ["%3$s"] }
                rateLimits: { enabled: false }
                shutdown: { drainDelay: 0s, finishWithin: 5s }
                wechat: { apiUrl: "%4$s", openUrl: "%5$s", mpUrl: "%5$s", timeout: 2s }
                apps:
                  - { appId: %6$s, kind: mini-program, openPlatform: main, secret: secret-of-%6$s }
                  - { appId: %7$s, kind: mini-program, openPlatform: main, secret: secret-of-%7$s }
                  - { appId: %8$s, kind: mini-program, openPlatform: main, secret: secret-of-%8$s, signUp: profile-required }
                  - { appId: %13$s, kind: mini-program, openPlatform: main, secret: secret-of-%13$s }
                  - { appId: %9$s, kind: official-account, openPlatform: main, secret: secret-of-%9$s, jsSdkHosts: [localhost], push: { token: pushtoken, mode: plain } }
                  - { appId: %10$s, kind: website, openPlatform: main, secret: secret-of-%10$s }
                clients:
                  - clientId: %11$s
                    type: public
                    redirectUris: ["%12$s"]
                    returnTo: ["http://localhost/"]
                    officialAccount: %9$s
                    website: %10$s
                  - { clientId: orders-service, type: confidential, secret: orders-secret, scopes: [introspect] }
                  - { clientId: reports-service, type: confidential, secret: reports-secret, scopes: [] }
                """.formatted(
                        port,
                        settings.postgres().reveal().reveal(),
                        ENCRYPTION_KEY,
                        weChat.apiUrl(),
                        weChat.openUrl(),
                        MINI,
                        OTHER_MINI,
                        CAREFUL_MINI,
                        SERVICE_ACCOUNT,
                        WEBSITE,
                        CLIENT,
                        REDIRECT_URI,
                        PUBLISHED_MINI);
    }

    /** Somebody with a phone and a browser. */
    Phone phone(String name) {
        SimulatedUser user = weChat.user(name);
        return new Phone(new Client(url), user);
    }

    List<String> rows(String sql, Object... parameters) {
        return database.statement(client -> client.preparedQuery(sql).execute(Tuple.from(parameters)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Objects.toString(row.getValue(0)))
                        .toList())
                .await();
    }

    @Override
    public void close() {
        database.close().await();
        server.close();
        weChat.close();
    }

    private static AppConfig config(String yaml) {
        return ConfigLoader.load(yaml, Path.of("test.yaml"), Map.of()).config();
    }

    private static String secret(String appId) {
        return "secret-of-" + appId;
    }
}
