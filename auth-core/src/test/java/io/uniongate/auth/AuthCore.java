package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.MovingClock;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Notifications;
import io.uniongate.db.Sealer;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** auth-core on a database of its own, with a WeChat that is told what to answer. */
final class AuthCore implements AutoCloseable {
    static final AppId MINI = new AppId("wxmini00000000001");
    static final AppId OTHER_MINI = new AppId("wxmini00000000002");
    static final AppId CAREFUL_MINI = new AppId("wxmini00000000003");
    static final AppId UNBOUND_MINI = new AppId("wxmini00000000004");
    static final AppId THIRD_MINI = new AppId("wxmini00000000005");
    static final AppId FOURTH_MINI = new AppId("wxmini00000000006");
    /** The appId of WeChat's published example (vectors.json, V7); wants a profile first. */
    static final AppId PUBLISHED_MINI = new AppId("wx4f4bc4dec97d474b");

    static final AppId SERVICE_ACCOUNT = new AppId("wxservice00000001");
    static final AuthSettings SETTINGS =
            new AuthSettings(URI.create("https://auth.example.com"), Duration.ofMinutes(10), Duration.ofDays(30));
    static final Clients CLIENTS = Clients.of(List.of(
            new Client(Browser.FRESH_CLIENT, null, List.of(), List.of(), SERVICE_ACCOUNT, null, Set.of(), true)));
    static final Secret KEY = new Secret("k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

    final MovingClock clock;
    final FakeWeChat weChat;
    final Sealer sealer = Sealer.from(List.of(KEY));
    final Vertx vertx = Vertx.vertx();
    final Bus bus = Bus.on(vertx);
    final Database database;
    private final Notifications notifications;
    private final DatabaseSettings settings;
    private final WeChatApps apps;

    private AuthCore(DatabaseSettings settings, WeChatApps apps, MovingClock clock, FakeWeChat weChat) {
        this.settings = settings;
        this.apps = apps;
        this.clock = clock;
        this.weChat = weChat;
        this.database = Database.open(vertx, settings);
        this.notifications = Notifications.connect(vertx, settings).await();
        weChat.serve(bus).await();
        vertx.deployVerticle(new AuthCoreVerticle(bus, database, notifications, sealer, SETTINGS, apps, CLIENTS, clock))
                .await();
    }

    static AuthCore start() {
        return start(TestPostgres.freshDatabase(), "main");
    }

    /** A node on a database that may have others; the apps bound to this Open Platform account. */
    static AuthCore start(DatabaseSettings settings, String openPlatform) {
        MovingClock clock = MovingClock.at(Instant.parse("2026-03-01T08:00:00Z"));
        return new AuthCore(settings, apps(openPlatform), clock, new FakeWeChat(clock));
    }

    /** A second node: the same database, clock and WeChat. */
    AuthCore beside() {
        return new AuthCore(settings, apps, clock, weChat);
    }

    static WeChatApps apps(String openPlatform) {
        return WeChatApps.of(List.of(
                app(MINI, AppKind.MINI_PROGRAM, openPlatform, SignUp.AUTOMATIC),
                app(OTHER_MINI, AppKind.MINI_PROGRAM, openPlatform, SignUp.AUTOMATIC),
                app(CAREFUL_MINI, AppKind.MINI_PROGRAM, openPlatform, SignUp.PROFILE_REQUIRED),
                app(UNBOUND_MINI, AppKind.MINI_PROGRAM, null, SignUp.AUTOMATIC),
                app(THIRD_MINI, AppKind.MINI_PROGRAM, openPlatform, SignUp.AUTOMATIC),
                app(FOURTH_MINI, AppKind.MINI_PROGRAM, openPlatform, SignUp.AUTOMATIC),
                app(PUBLISHED_MINI, AppKind.MINI_PROGRAM, openPlatform, SignUp.PROFILE_REQUIRED),
                app(SERVICE_ACCOUNT, AppKind.OFFICIAL_ACCOUNT, openPlatform, SignUp.AUTOMATIC)));
    }

    @CanIgnoreReturnValue
    <R> R ask(Request<R> request) {
        return bus.ask(request).await();
    }

    /** The refusal of this request; fails if there is none. */
    Problem refusal(Request<?> request) {
        return refusal(bus.ask(request));
    }

    static Problem refusal(Future<?> asked) {
        try {
            asked.await();
        } catch (ProblemException refused) {
            return refused.problem();
        }
        throw new AssertionError("not refused");
    }

    @CanIgnoreReturnValue
    SignIn.SignedIn signIn(AppId app, String openId, @Nullable String unionId) {
        return signIn(app, weChat.code(openId, unionId));
    }

    @CanIgnoreReturnValue
    SignIn.SignedIn signIn(AppId app, Secret code) {
        return (SignIn.SignedIn) ask(new SignIn.WithMiniProgramCode(app, code, null, Device.UNKNOWN));
    }

    /** Makes and checks tokens as this node does, with the keys as they are now. */
    SessionTokens sessionTokens() {
        KeyRing keys = new KeyRing(keyStore(sealer), bus);
        keys.refresh().await();
        return new SessionTokens(keys, clock);
    }

    KeyStore keyStore(Sealer with) {
        return new KeyStore(vertx, database, with, SETTINGS, clock);
    }

    Future<TokenPair> refresh(AppId app, Secret refreshToken) {
        return bus.ask(new Sessions.Refresh(new ClientId(app.value()), refreshToken));
    }

    /** The first column of a query, as text. */
    List<@Nullable String> rows(String sql, Object... parameters) {
        return database.statement(client -> client.preparedQuery(sql).execute(Tuple.from(parameters)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .<@Nullable String>map(row ->
                                row.getValue(0) == null ? null : row.getValue(0).toString())
                        .toList())
                .await();
    }

    void update(String sql, Object... parameters) {
        database.statement(client -> client.preparedQuery(sql).execute(Tuple.from(parameters)))
                .await();
    }

    long count(String table) {
        return Long.parseLong(
                String.valueOf(rows("SELECT count(*) FROM " + table).get(0)));
    }

    List<@Nullable String> events() {
        return rows("SELECT type FROM event WHERE type NOT LIKE 'signing_key%' ORDER BY id");
    }

    /** Waits for what is done behind an answer; each look is a round trip to the database. */
    void eventually(BooleanSupplier holds) {
        assertThat(Stream.generate(() -> rows("SELECT 1")).limit(20_000).anyMatch(asked -> holds.getAsBoolean()))
                .as("came about")
                .isTrue();
    }

    /** Every row of every table, as text; bytes appear in hexadecimal. */
    String dump() {
        return rows("SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public'")
                .stream()
                .flatMap(table -> rows("SELECT t::text FROM " + table + " t").stream())
                .map(String::valueOf)
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    @Override
    public void close() {
        notifications.close().await();
        database.close().await();
        vertx.close().await();
    }

    private static WeChatApp app(AppId id, AppKind kind, @Nullable String openPlatform, SignUp signUp) {
        return new WeChatApp(
                id, kind, openPlatform == null ? null : new OpenPlatform(openPlatform), new Secret("s"), signUp);
    }
}
