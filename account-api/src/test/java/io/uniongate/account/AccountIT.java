package io.uniongate.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.Edge;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class AccountIT {
    private static final UserId ME = AccessTokens.SUBJECT;
    private static final SessionId HERE = AccessTokens.SESSION;
    private static final SessionId THERE = new SessionId(UUID.fromString("01900000-0000-7000-8000-000000000003"));
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final User USER = new User(ME, "Li", null, null, THEN, true);

    private final AccessTokens tokens = AccessTokens.create();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private Bus bus;
    private Edge edge;

    @BeforeEach
    void serve(Vertx vertx) {
        bus = Bus.on(vertx);
        TokenVerifier verifier = tokens.verifier(vertx, bus);
        edge = Edge.with(
                vertx,
                router -> vertx.deployVerticle(new AccountVerticle(bus, router, verifier))
                        .await());
    }

    @Test
    void tellsWhoSomebodyIs() {
        bus.serve(Accounts.Find.class, ask -> remember(ask, USER)).await();

        HttpResponse<Buffer> answer = send(HttpMethod.GET, "/users/me");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject("""
                                {"id":"01900000-0000-7000-8000-000000000001","nickName":"Li","avatarUrl":null,
                                 "phone":null,"createdAt":"2026-01-01T00:00:00Z","unified":true}
                                """));
        assertThat(asked).containsExactly(new Accounts.Find(ME, new Accounts.Reader(new ClientId("wx1"), HERE)));
    }

    @Test
    void changesTheProfile() {
        bus.serve(Accounts.ChangeProfile.class, ask -> remember(ask, USER)).await();

        HttpResponse<Buffer> answer = patch("{\"nickName\":\"Li\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(asked).containsExactly(new Accounts.ChangeProfile(ME, new Profile("Li", null)));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        HttpResponse<Buffer> answer = patch("{\"nickName\":7}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsString()).contains("INVALID_REQUEST", "\"detail\":\"nickName ");
    }

    @Test
    void keepsThePersonFromATokenWithoutTheProfile() {
        User known = new User(ME, "Li", "https://a.example/1.png", "13800000000", THEN, true);
        bus.serve(Accounts.Find.class, ask -> remember(ask, known)).await();

        HttpResponse<Buffer> answer = request(HttpMethod.GET, "/users/me", tokens.withScope("openid"))
                .send()
                .await();

        assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject("""
                                {"id":"01900000-0000-7000-8000-000000000001","nickName":null,"avatarUrl":null,
                                 "phone":null,"createdAt":"2026-01-01T00:00:00Z","unified":true}
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "", "profiles"})
    void changesNothingForATokenWithoutTheProfile(String scope) {
        bus.serve(Accounts.ChangeProfile.class, ask -> remember(ask, USER)).await();

        HttpResponse<Buffer> answer = patch("{\"nickName\":\"Li\"}", tokens.withScope(scope));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(Edge.json(answer).getString("code")).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(asked).isEmpty();
    }

    @Test
    void erasesTheAccount() {
        bus.serve(Accounts.Erase.class, ask -> done(ask)).await();

        assertThat(send(HttpMethod.DELETE, "/users/me").statusCode()).isEqualTo(204);
        assertThat(asked).containsExactly(new Accounts.Erase(ME));
    }

    @Test
    void listsLinkedAppsWithoutTheirOpenIds() {
        IdentityId id = new IdentityId(THERE.value());
        Accounts.Identity identity = new Accounts.Identity(id, "mini-program", new AppId("wx1"), THEN, true, false);
        bus.serve(Accounts.Identities.class, ask -> remember(ask, List.of(identity)))
                .await();

        assertThat(send(HttpMethod.GET, "/users/me/identities").bodyAsJsonObject())
                .isEqualTo(new JsonObject("""
                                {"identities":[{"id":"01900000-0000-7000-8000-000000000003","kind":"mini-program",
                                 "appId":"wx1","linkedAt":"2026-01-01T00:00:00Z","reauthorize":true,"follows":false}]}
                                """));
    }

    @Test
    @Tag("S17")
    void listsSessionsAndMarksThisOne() {
        bus.serve(Sessions.OfUser.class, ask -> remember(ask, List.of(view(HERE, "iPhone"), view(THERE, null))))
                .await();

        assertThat(send(HttpMethod.GET, "/users/me/sessions").bodyAsJsonObject())
                .isEqualTo(new JsonObject("""
                                {"sessions":[
                                 {"id":"01900000-0000-7000-8000-000000000002","clientId":"wx1","appId":"wx1",
                                  "device":"iPhone","ipPrefix":"203.0.113.0/24","createdAt":"2026-01-01T00:00:00Z",
                                  "lastUsedAt":"2026-01-01T00:00:01Z","expiresAt":"2026-01-01T00:00:02Z",
                                  "current":true},
                                 {"id":"01900000-0000-7000-8000-000000000003","clientId":"wx1","appId":"wx1",
                                  "device":null,"ipPrefix":"203.0.113.0/24","createdAt":"2026-01-01T00:00:00Z",
                                  "lastUsedAt":"2026-01-01T00:00:01Z","expiresAt":"2026-01-01T00:00:02Z",
                                  "current":false}]}
                                """));
    }

    @Test
    @Tag("S17")
    void endsOneSessionOrAll() {
        bus.serve(Sessions.End.class, ask -> done(ask)).await();
        bus.serve(Sessions.EndAll.class, ask -> done(ask)).await();

        assertThat(send(HttpMethod.DELETE, "/users/me/sessions/" + THERE).statusCode())
                .isEqualTo(204);
        assertThat(send(HttpMethod.DELETE, "/users/me/sessions").statusCode()).isEqualTo(204);
        assertThat(asked).containsExactly(new Sessions.End(ME, THERE), new Sessions.EndAll(ME));
    }

    @Test
    void doesNotKnowSessionsOfOthers() {
        bus.serve(Sessions.End.class, ask -> ProblemException.failed(new Problem.NotFound()))
                .await();

        assertThat(send(HttpMethod.DELETE, "/users/me/sessions/" + THERE).statusCode())
                .isEqualTo(404);
        assertThat(send(HttpMethod.DELETE, "/users/me/sessions/not-an-id").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/users/me",
        "PATCH,/users/me",
        "DELETE,/users/me",
        "GET,/users/me/identities",
        "GET,/users/me/sessions",
        "DELETE,/users/me/sessions",
        "DELETE,/users/me/sessions/01900000-0000-7000-8000-000000000003"
    })
    @Tag("T79")
    void wantsAValidTokenEverywhere(String method, String path) {
        String forged = AccessTokens.create().valid();

        HttpResponse<Buffer> answer =
                request(HttpMethod.valueOf(method), path, forged).send().await();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    private <T> Future<T> remember(Object ask, T reply) {
        asked.add(ask);
        return Future.succeededFuture(reply);
    }

    private Future<Void> done(Object ask) {
        asked.add(ask);
        return Future.succeededFuture();
    }

    private static Sessions.View view(SessionId id, @Nullable String device) {
        return new Sessions.View(
                id,
                new ClientId("wx1"),
                new AppId("wx1"),
                device,
                "203.0.113.0/24",
                THEN,
                THEN.plusSeconds(1),
                THEN.plusSeconds(2));
    }

    private HttpResponse<Buffer> send(HttpMethod method, String path) {
        return request(method, path, tokens.valid()).send().await();
    }

    private HttpResponse<Buffer> patch(String body) {
        return patch(body, tokens.valid());
    }

    private HttpResponse<Buffer> patch(String body, String token) {
        return request(HttpMethod.PATCH, "/users/me", token)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(body))
                .await();
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, String token) {
        return edge.request(method, path).bearerTokenAuthentication(token);
    }
}
