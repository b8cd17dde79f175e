package io.uniongate.wechat;

import static io.uniongate.wechat.WeChatBench.APP_SECRET;
import static io.uniongate.wechat.WeChatBench.GAME;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.Check;
import io.uniongate.contract.wechat.Platform.Finding;
import io.uniongate.contract.wechat.Platform.Outcome;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.SimulatedUser;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whether a probe sees that another system refreshes an app's token. */
class TokenOwnershipIT {
    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";
    private static final Duration LIFE = Duration.ofHours(2);

    @AutoClose
    private final WeChatBench bench = new WeChatBench();

    private final DatabaseSettings settings = TestPostgres.freshDatabase();

    @Test
    void findsTheTokenThatTheClusterFetchedStillInItsPlace() {
        tokenIsKept();
        passes(Duration.ofMinutes(42));

        Finding finding = probe(SHOP);

        assertThat(finding.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(requireNonNull(finding.age()).toMinutes()).isEqualTo(42);
        assertThat(tokensFetched()).isEqualTo(2);
    }

    @Test
    void findsThatAnotherSystemReplacedTheKeptToken() throws Exception {
        tokenIsKept();
        passes(Duration.ofMinutes(42));
        anotherSystemForces();

        Finding finding = probe(SHOP);

        assertThat(finding.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(requireNonNull(finding.age()).toMinutes()).isEqualTo(42);
        assertThat(requireNonNull(finding.expiresIn()).toMinutes()).isEqualTo(77);
    }

    @Test
    void remembersForADayWhatTheNodesGotOver() throws Exception {
        tokenIsKept();
        anotherSystemForces();
        assertThat(phoneNumber()).isNotBlank();
        passes(Duration.ofMinutes(110));

        Finding lately = probe(SHOP);
        execute("UPDATE wechat_token SET replaced_at = now() - interval '26 hours'");
        Finding later = probe(SHOP);

        assertThat(lately.outcome()).isEqualTo(Outcome.REPLACED_BEFORE);
        assertThat(requireNonNull(lately.age()).toMinutes()).isEqualTo(110);
        assertThat(later.outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void suspectsNobodyOfWhatWeChatReplacesItself() {
        tokenIsKept();
        passes(LIFE.minusSeconds(330));
        bench.simulator().clock().advance(Duration.ofMinutes(1));

        Finding finding = probe(SHOP);

        assertThat(finding.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(finding.age()).isNull();
    }

    @Test
    void comparesTwoTokensOfItsOwnWhereNoneIsKept() {
        deploy();

        Finding finding = probe(SHOP);

        assertThat(finding.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(finding.age()).isNull();
        assertThat(tokensFetched()).isEqualTo(2);
        assertThat(rows("SELECT app_id FROM wechat_token")).isEmpty();
    }

    @Test
    void findsThatAnotherSystemReplacedTheTokenJustFetched() {
        deploy();
        bench.simulator().next("stable_token").answers("{\"access_token\":\"replaced\",\"expires_in\":7200}");

        Finding finding = probe(SHOP);

        assertThat(finding).isEqualTo(new Finding(Outcome.REPLACED, 0, null, null, LIFE, null));
    }

    @Test
    void takesAKeptTokenThatDoesNotOpenForNone() {
        tokenIsKept();
        execute("UPDATE wechat_token SET app_id = 'wxgame'");

        Finding finding = probe(GAME);

        assertThat(finding.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(finding.age()).isNull();
    }

    @Test
    void needsNoDatabase() {
        bench.vertx()
                .deployVerticle(new ProbeVerticle(
                        bench.bus(), WeChatSettings.of(bench.apiUrl(), Duration.ofSeconds(20)), WeChatBench.APPS))
                .await();

        assertThat(probe(SHOP).outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(tokensFetched()).isEqualTo(2);
    }

    @Test
    void needsNoSchema() {
        deploy();
        execute("DROP TABLE wechat_token");

        assertThat(probe(SHOP).outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void leavesWhatItFindsAsItIs() throws Exception {
        tokenIsKept();
        List<String> before = rows("SELECT wechat_token::text FROM wechat_token");
        anotherSystemForces();
        bench.simulator().always("stable_token").drops();

        for (int time = 0; time < 20; time++) {
            assertThat(probe(SHOP).outcome()).isEqualTo(Outcome.SILENT);
        }
        bench.simulator().clearFaults();

        assertThat(rows("SELECT wechat_token::text FROM wechat_token")).isEqualTo(before);
        assertThat(phoneNumber()).isNotBlank();
    }

    @Test
    void saysWhyTheTokenIsRefused() {
        deploy();
        bench.simulator().app(SHOP.value()).resetSecret("another");

        Finding finding = probe(SHOP);

        assertThat(finding.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finding.errcode()).isEqualTo(40125);
        assertThat(tokensFetched()).isEqualTo(1);
    }

    private void deploy() {
        bench.deploy(WeChatSettings.of(bench.apiUrl(), Duration.ofSeconds(20)), settings);
    }

    /** Because a call needed one. */
    private void tokenIsKept() {
        deploy();
        assertThat(phoneNumber()).isNotBlank();
        assertThat(rows("SELECT app_id FROM wechat_token")).containsExactly(SHOP.value());
    }

    private String phoneNumber() {
        SimulatedUser person = bench.simulator().user("小明");
        OpenId openId = new OpenId(person.openIdIn(SHOP.value()));
        Secret code = new Secret(person.tapsPhoneButton(SHOP.value()));
        return bench.answer(new Platform.FetchPhone(SHOP, openId, code)).e164();
    }

    private Finding probe(AppId app) {
        return bench.answer(new Platform.Probe(app, Check.TOKEN_OWNERSHIP));
    }

    /** For WeChat and for Postgres. */
    private void passes(Duration time) {
        bench.simulator().clock().advance(time);
        execute(WeChatBench.later(time));
    }

    private void anotherSystemForces() throws IOException, InterruptedException {
        JsonObject body = JsonObject.of(
                "grant_type", "client_credential", "appid", SHOP.value(), "secret", APP_SECRET, "force_refresh", true);
        HttpRequest request = HttpRequest.newBuilder(URI.create(bench.apiUrl() + STABLE_TOKEN))
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).contains("access_token");
    }

    private int tokensFetched() {
        return bench.simulator().requests().taken(STABLE_TOKEN).size();
    }

    private void execute(String sql) {
        assertThat(rows(sql)).isEmpty();
    }

    private List<String> rows(String sql) {
        Database database = Database.open(bench.vertx(), settings);
        List<String> rows = new ArrayList<>();
        for (Row row : database.statement(client -> client.query(sql).execute()).await()) {
            rows.add(row.getString(0));
        }
        database.close().await();
        return rows;
    }
}
