package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Profile;
import io.uniongate.contract.Scope;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.Edge;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ProfileIT {
    private static final UserId ID = AccessTokens.SUBJECT;
    private static final User USER = new User(ID, "Li", null, null, Instant.parse("2026-01-01T00:00:00Z"), false);

    private final AccessTokens tokens = AccessTokens.create();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private Edge edge;

    @BeforeEach
    void serve(Vertx vertx) {
        Bus bus = Bus.on(vertx);
        edge = Fixture.edge(vertx, bus, tokens);
        bus.serve(Accounts.ChangeProfile.class, this::answer).await();
        bus.serve(Accounts.ChangeVerifiedProfile.class, this::answer).await();
    }

    private Future<User> answer(Accounts<User> ask) {
        asked.add(ask);
        return Future.succeededFuture(USER);
    }

    @Test
    void changesWhatTheUserTyped() {
        HttpResponse<Buffer> answer = change("{\"nickName\":\"Li\",\"avatarUrl\":\"https://a.example/1.png\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject())
                .isEqualTo(new JsonObject()
                        .put("id", ID.toString())
                        .put("nickName", "Li")
                        .putNull("avatarUrl")
                        .putNull("phone")
                        .put("createdAt", "2026-01-01T00:00:00Z")
                        .put("unified", false));
        assertThat(asked).containsExactly(new Accounts.ChangeProfile(ID, new Profile("Li", "https://a.example/1.png")));
    }

    @Test
    void changesWhatWeChatSigned() {
        HttpResponse<Buffer> answer =
                change("{\"rawData\":\"r\",\"signature\":\"s\",\"encryptedData\":\"e\",\"iv\":\"i\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(asked)
                .containsExactly(new Accounts.ChangeVerifiedProfile(
                        ID, AccessTokens.SESSION, new EncryptedProfile("r", "s", "e", "i")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | nickName",
                "{'rawData':'r','signature':'s','iv':'i'} | encryptedData",
                "{'nickName':'n','rawData':'r','signature':'s','encryptedData':'e','iv':'i'} | nickName",
                "{'avatarUrl':'https://a.example','iv':'i'} | avatarUrl",
                "{'nickName':null} | nickName",
                "{'nickName':'  '} | nickName",
                "{'avatarUrl':'javascript:alert(1)'} | avatarUrl",
                "{'avatarUrl':'/relative.png'} | avatarUrl",
                "{'avatarUrl':'ftp://a.example/1'} | avatarUrl",
                "{'avatarUrl':'https://'} | avatarUrl",
                "{'nickName':'n','avatarUrl':null} | avatarUrl"
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        HttpResponse<Buffer> answer = change(body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsString()).contains("INVALID_REQUEST", "\"detail\":\"" + field + " ");
        assertThat(asked).isEmpty();
    }

    @Test
    void boundsNamesAndAddresses() {
        assertThat(change("{\"nickName\":\"" + "名".repeat(65) + "\"}").statusCode())
                .isEqualTo(400);
        assertThat(change("{\"avatarUrl\":\"https://a.example/" + "a".repeat(1024) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(change("{\"nickName\":\"" + "😀".repeat(64) + "\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void wantsAToken() {
        HttpResponse<Buffer> answer =
                request().sendBuffer(Buffer.buffer("{\"nickName\":\"Li\"}")).await();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'nickName':'Li'}", "{'rawData':'r','signature':'s','encryptedData':'e','iv':'i'}"})
    void changesNothingForATokenWithoutTheProfile(String body) {
        HttpResponse<Buffer> answer = change(body.replace('\'', '"'), tokens.withScope("openid"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(Edge.json(answer).getString("code")).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(asked).isEmpty();
    }

    private HttpResponse<Buffer> change(String body) {
        return change(body, tokens.withScope(Scope.OF_MINI_PROGRAM.toString()));
    }

    private HttpResponse<Buffer> change(String body, String token) {
        return request()
                .bearerTokenAuthentication(token)
                .sendBuffer(Buffer.buffer(body))
                .await();
    }

    private HttpRequest<Buffer> request() {
        return edge.request(HttpMethod.PUT, "/miniprogram/profile").putHeader("Content-Type", "application/json");
    }
}
