package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Profile;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.Edge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileIT {
    private static final String PROFILE = "/miniprogram/profile";
    private static final UserId ID = AccessTokens.SUBJECT;
    private static final User USER = new User(ID, "Li", null, null, Instant.parse("2026-01-01T00:00:00Z"), false);

    @AutoClose
    private final MiniProgramApi api = new MiniProgramApi();

    @BeforeEach
    void serve() {
        api.answers(Accounts.ChangeProfile.class, () -> USER);
        api.answers(Accounts.ChangeVerifiedProfile.class, () -> USER);
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
        assertThat(api.asked)
                .containsExactly(new Accounts.ChangeProfile(ID, new Profile("Li", "https://a.example/1.png")));
    }

    @Test
    void changesWhatWeChatSigned() {
        HttpResponse<Buffer> answer =
                change("{\"rawData\":\"r\",\"signature\":\"s\",\"encryptedData\":\"e\",\"iv\":\"i\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(api.asked)
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

        api.assertInvalid(answer, field);
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
        HttpResponse<Buffer> answer = api.request(HttpMethod.PUT, PROFILE)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer("{\"nickName\":\"Li\"}"))
                .await();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(api.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'nickName':'Li'}", "{'rawData':'r','signature':'s','encryptedData':'e','iv':'i'}"})
    void changesNothingForATokenWithoutTheProfile(String body) {
        HttpResponse<Buffer> answer = api.send(HttpMethod.PUT, PROFILE, body.replace('\'', '"'), "openid");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(Edge.json(answer).getString("code")).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(api.asked).isEmpty();
    }

    private HttpResponse<Buffer> change(String body) {
        return api.send(HttpMethod.PUT, PROFILE, body);
    }
}
