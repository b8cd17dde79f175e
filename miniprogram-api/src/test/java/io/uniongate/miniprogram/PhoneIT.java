package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.account.Accounts.EncryptedPhone;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.Edge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class PhoneIT {
    private static final User USER =
            new User(AccessTokens.SUBJECT, null, null, "+8613800138000", Instant.parse("2026-01-01T00:00:00Z"), false);

    private final AccessTokens tokens = AccessTokens.create();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private Bus bus;
    private Edge edge;

    @BeforeEach
    void serve(Vertx vertx) {
        bus = Bus.on(vertx);
        edge = Fixture.edge(vertx, bus, tokens);
        bus.serve(Accounts.VerifyEncryptedPhone.class, this::answer).await();
    }

    private Future<User> answer(Accounts<User> ask) {
        asked.add(ask);
        return Future.succeededFuture(USER);
    }

    @Test
    @Tag("T29")
    void answersTheOwnerWithTheWholeNumber() {
        bus.serve(Accounts.VerifyPhone.class, this::answer).await();

        HttpResponse<Buffer> answer = send("{\"code\":\"c1\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Edge.json(answer).getString("phone")).isEqualTo("+8613800138000");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(asked)
                .containsExactly(
                        new Accounts.VerifyPhone(AccessTokens.SUBJECT, AccessTokens.SESSION, new Secret("c1")));
    }

    @Test
    void takesWhatOlderClientsSend() {
        HttpResponse<Buffer> answer = send("{\"encryptedData\":\"e\",\"iv\":\"i\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(asked)
                .containsExactly(new Accounts.VerifyEncryptedPhone(
                        AccessTokens.SUBJECT, AccessTokens.SESSION, new EncryptedPhone("e", "i")));
    }

    @Test
    @Tag("T30")
    void saysThatACodeIsNone() {
        bus.serve(Accounts.VerifyPhone.class, ask -> ProblemException.failed(new Problem.PhoneCodeInvalid()))
                .await();

        HttpResponse<Buffer> answer = send("{\"code\":\"c1\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Edge.json(answer).getString("code")).isEqualTo("PHONE_CODE_INVALID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | code",
                "{'code':'c1','iv':'i'} | code",
                "{'code':'c1','encryptedData':'e','iv':'i'} | code",
                "{'code':''} | code",
                "{'code':'a b'} | code",
                "{'code':7} | code",
                "{'encryptedData':'e'} | iv",
                "{'iv':'i'} | encryptedData"
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        HttpResponse<Buffer> answer = send(body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsString()).contains("INVALID_REQUEST", "\"detail\":\"" + field + " ");
        assertThat(asked).isEmpty();
    }

    @Test
    void keepsNothingForATokenWithoutTheProfile() {
        HttpResponse<Buffer> answer = send("{\"encryptedData\":\"e\",\"iv\":\"i\"}", tokens.withScope("openid"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    private HttpResponse<Buffer> send(String body) {
        return send(body, tokens.withScope(Scope.OF_MINI_PROGRAM.toString()));
    }

    private HttpResponse<Buffer> send(String body, String token) {
        return edge.request(HttpMethod.POST, "/miniprogram/phone")
                .putHeader("Content-Type", "application/json")
                .bearerTokenAuthentication(token)
                .sendBuffer(Buffer.buffer(body))
                .await();
    }
}
