package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.FreePort;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What must stay secret is found nowhere, whatever was asked and whatever failed, with all debug output on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {
    private static final Set<String> CONFIGURED = Set.of(
            Gate.ENCRYPTION_KEY.substring("k1:".length()),
            "01234567890123456789012345678901",
            "orders-secret",
            "reports-secret",
            Leased.SECRET,
            Leased.PUSH_TOKEN,
            Leased.PUSH_KEY,
            EveryFlow.IDEMPOTENCY_KEY);

    private final Vertx vertx = Vertx.vertx();
    private WeChatSimulator weChat;
    private Database database;
    private EveryFlow flow;
    private List<String> log;

    @BeforeAll
    void takeEveryWay(@TempDir Path directory) {
        weChat = Gate.simulator();
        DatabaseSettings settings = TestPostgres.freshDatabase();
        database = Database.open(vertx, settings);
        int port = FreePort.find();
        String yaml = Leased.through(Gate.withProfileRefresh(Gate.yaml(port, weChat, settings)), Gate.PUBLISHED_MINI)
                + "logging: { level: debug, format: json }\n";
        ServerProcess server = ServerProcess.serve(port, yaml, directory);
        try (server) {
            flow = new EveryFlow(weChat, server.url());
            flow.secrets.addAll(CONFIGURED);
            flow.secrets.add(settings.postgres().password().reveal());
            flow.run();
            failInPostgres();
        }
        log = server.lines();
    }

    @AfterAll
    void close() {
        database.close().await();
        vertx.close().await();
        weChat.close();
    }

    @Test
    void hasLookedAtSomething() {
        assertThat(log).filteredOn(line -> line.contains("\"requestId\"")).hasSizeGreaterThan(100);
        assertThat(log).anyMatch(line -> line.contains("stopped"));
        assertThat(log).anyMatch(line -> line.contains("violates check constraint"));
        assertThat(flow.secrets).hasSizeGreaterThan(100);
        assertThat(flow.answers.stream().map(Answer::status))
                .contains(200, 204, 302, 400, 401, 403, 404, 409, 429, 500, 502, 503);
    }

    @Test
    @Tag("T80")
    @Tag("S31")
    @Tag("S38")
    void logsNoSecret() {
        assertThat(flow.secrets)
                .allSatisfy(secret -> assertThat(linesWith(secret)).isEmpty());
    }

    @Test
    @Tag("T80")
    void logsNobodysIdAtWeChat() {
        assertThat(flow.names).allSatisfy(name -> assertThat(linesWith(name)).isEmpty());
    }

    @Test
    @Tag("S5")
    @Tag("S31")
    void keepsNoSecretInClear() {
        List<String> dump = dump();

        assertThat(dump).hasSizeGreaterThan(50);
        assertThat(flow.secrets.stream().flatMap(SecretsIT::spellings))
                .allSatisfy(secret -> assertThat(dump).noneMatch(row -> row.contains(secret)));
        assertThat(dump).noneMatch(row -> row.contains("BEGIN ") || row.contains("\"d\":"));
        assertThat(dump).noneMatch(row -> row.contains("session_key\"") || row.contains("appsecret"));
    }

    @Test
    @Tag("S31")
    void answersNothingThatWeChatTold() {
        Set<String> sessionKeys =
                flow.secrets.stream().filter(secret -> secret.endsWith("==")).collect(Collectors.toSet());

        assertThat(sessionKeys).isNotEmpty();
        assertThat(flow.answers)
                .allSatisfy(answer -> assertThat(answer.body())
                        .doesNotContain("session_key")
                        .doesNotContainIgnoringCase("sessionKey")
                        .doesNotContainIgnoringCase("openid\":")
                        .doesNotContainIgnoringCase("unionid")
                        .doesNotContain(sessionKeys)
                        .doesNotContain(flow.names));
    }

    @Test
    @Tag("S38")
    void sendsNobodyOnWithATokenOrACodeOfWeChat() {
        Set<String> codes = weChat.requests().all().stream()
                .flatMap(request -> Stream.of(request.text("js_code"), request.text("code"), request.text("secret")))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
        Set<String> tokens =
                flow.secrets.stream().filter(secret -> secret.length() > 64).collect(Collectors.toSet());

        assertThat(codes).isNotEmpty();
        assertThat(tokens).isNotEmpty();
        assertThat(flow.answers)
                .allSatisfy(answer -> assertThat(answer.header("location"))
                        .doesNotContain(codes)
                        .doesNotContain(tokens));
    }

    @Test
    @Tag("S38")
    void putsNoSecretIntoAPage() {
        assertThat(flow.answers)
                .filteredOn(answer -> answer.header("content-type").startsWith("text/html"))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.body()).doesNotContain(flow.secrets));
    }

    /** Refusals of the database name the row that it refused. */
    private void failInPostgres() {
        Phone phone = flow.phone("refused");
        run("ALTER TABLE identity ADD CONSTRAINT refused CHECK (openid <> '" + phone.person.openIdIn(MINI) + "')");
        assertThat(flow.login(phone, MINI).status()).isEqualTo(500);
        run("ALTER TABLE session RENAME TO gone");
        assertThat(flow.login(flow.phone("xiaoming"), MINI).status()).isEqualTo(500);
        run("ALTER TABLE gone RENAME TO session");
        assertThat(flow.login(flow.phone("xiaoming"), MINI).status()).isEqualTo(200);
    }

    private void run(String sql) {
        database.statement(client -> client.query(sql).execute()).await();
    }

    private List<String> linesWith(String secret) {
        return log.stream().filter(line -> line.contains(secret)).toList();
    }

    private List<String> dump() {
        return column("SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public'")
                .stream()
                .flatMap(table -> column("SELECT row_to_json(t)::text FROM " + table + " t").stream())
                .toList();
    }

    private List<String> column(String sql) {
        return database.statement(client -> client.query(sql).execute())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map((Row row) -> row.getString(0))
                        .toList())
                .await();
    }

    /** In clear, and as the database prints bytes. */
    private static Stream<String> spellings(String secret) {
        return Stream.of(secret, HexFormat.of().formatHex(secret.getBytes(UTF_8)));
    }
}
