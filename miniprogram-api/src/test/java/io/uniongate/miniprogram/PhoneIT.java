package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.account.Accounts.EncryptedPhone;
import io.uniongate.contract.problem.Problem;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.Edge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneIT {
    private static final User USER =
            new User(AccessTokens.SUBJECT, null, null, "+8613800138000", Instant.parse("2026-01-01T00:00:00Z"), false);

    @AutoClose
    private final MiniProgramApi api = new MiniProgramApi();

    @BeforeEach
    void serve() {
        api.answers(Accounts.VerifyEncryptedPhone.class, () -> USER);
    }

    @Test
    @Tag("T29")
    void answersTheOwnerWithTheWholeNumber() {
        api.answers(Accounts.VerifyPhone.class, () -> USER);

        HttpResponse<Buffer> answer = send("{\"code\":\"c1\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Edge.json(answer).getString("phone")).isEqualTo("+8613800138000");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(api.asked)
                .containsExactly(
                        new Accounts.VerifyPhone(AccessTokens.SUBJECT, AccessTokens.SESSION, new Secret("c1")));
    }

    @Test
    void takesWhatOlderClientsSend() {
        HttpResponse<Buffer> answer = send("{\"encryptedData\":\"e\",\"iv\":\"i\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(api.asked)
                .containsExactly(new Accounts.VerifyEncryptedPhone(
                        AccessTokens.SUBJECT, AccessTokens.SESSION, new EncryptedPhone("e", "i")));
    }

    @Test
    @Tag("T30")
    void saysThatACodeIsNone() {
        api.refuses(Accounts.VerifyPhone.class, new Problem.PhoneCodeInvalid());

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

        api.assertInvalid(answer, field);
    }

    @Test
    void keepsNothingForATokenWithoutTheProfile() {
        HttpResponse<Buffer> answer =
                api.send(HttpMethod.POST, "/miniprogram/phone", "{\"encryptedData\":\"e\",\"iv\":\"i\"}", "openid");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(api.asked).isEmpty();
    }

    private HttpResponse<Buffer> send(String body) {
        return api.send(HttpMethod.POST, "/miniprogram/phone", body);
    }
}
