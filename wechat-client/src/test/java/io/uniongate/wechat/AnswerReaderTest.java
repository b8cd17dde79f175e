package io.uniongate.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.uniongate.contract.Profile;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String LOGIN = "\"openid\":\"o1\",\"session_key\":\"tiihtNczf5v6AKRyjwEUhQ==\"";

    @ParameterizedTest
    @Tag("T16")
    @ValueSource(
            strings = {
                "{" + LOGIN + "}",
                "{\"errcode\":0,\"errmsg\":\"ok\"," + LOGIN + "}",
                "{\"errcode\":\"0\"," + LOGIN + "}",
                "{\"errcode\":null,\"unionid\":\"\"," + LOGIN + "}",
                "{\"unionid\":null," + LOGIN + "}",
                "\uFEFF \n{" + LOGIN + "}\n"
            })
    void acceptsEveryShapeOfSuccess(String body) {
        Answer answer = session(body);

        assertThat(answer).isInstanceOfSatisfying(Answer.Accepted.class, accepted -> {
            assertThat(accepted.key("openid")).isEqualTo("o1");
            assertThat(accepted.key("session_key")).isEqualTo("tiihtNczf5v6AKRyjwEUhQ==");
            assertThat(accepted.text("unionid")).isNull();
        });
    }

    @ParameterizedTest
    @Tag("T16")
    @ValueSource(strings = {"40029", "\"40029\"", "\" 40029 \""})
    void readsAnErrcodeAsNumberAndAsText(String errcode) {
        Answer answer =
                session("{\"errcode\":" + errcode + ",\"errmsg\":\"invalid code, rid: 5f1a-2b-3c\"," + LOGIN + "}");

        assertThat(answer).isEqualTo(new Answer.Refused(40029, Refusal.LOGIN_AGAIN, "5f1a-2b-3c", null));
    }

    @Test
    void readsTheAddressThatIsNotAllowed() {
        Answer answer = session("{\"errcode\":40164,\"errmsg\":\"invalid ip 113.87.1.2 ipv6 ::ffff:113.87.1.2, "
                + "not in whitelist rid: 617aa73c-10d5a0d8-2fb7d5f2\"}");

        assertThat(answer)
                .isEqualTo(
                        new Answer.Refused(40164, Refusal.MISCONFIGURED, "617aa73c-10d5a0d8-2fb7d5f2", "113.87.1.2"));
    }

    @ParameterizedTest
    @Tag("T17")
    @ValueSource(
            strings = {
                "{}",
                "{\"session_key\":\"k\"}",
                "{\"openid\":\"\",\"session_key\":\"k\"}",
                "{\"openid\":null,\"session_key\":\"k\"}",
                "{\"openid\":\" \",\"session_key\":\"k\"}",
                "{\"openid\":7,\"session_key\":\"k\"}",
                "{\"openid\":\"o\u0000\",\"session_key\":\"k\"}",
                "{\"openid\":\"o1\"}",
                "{\"openid\":\"o1\",\"session_key\":\"\"}",
                "{\"openid\":\"o1\",\"session_key\":\"k\",\"unionid\":7}"
            })
    void wantsItsKeyFields(String body) {
        assertThat(session(body)).isEqualTo(new Answer.Unreadable("incomplete"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ok", "[]", "null", "{\"openid\":\"o", "{} {}", "{\"errcode\":\"x\"}", "{\"errcode\":{}}"})
    void callsWhatIsNoAnswerMalformed(String body) {
        assertThat(session(body)).isEqualTo(new Answer.Unreadable("malformed"));
    }

    @Test
    @Tag("T14")
    void takesMarkupAndServerErrorsForAnOutage() {
        Answer page = session(" <html><body>502 Bad Gateway</body></html>");
        Answer gateway = AnswerReader.read(Api.CODE_TO_SESSION, 502, bytes("{" + LOGIN + "}"));

        assertThat(page).isEqualTo(new Answer.Silent("markup"));
        assertThat(gateway).isEqualTo(new Answer.Silent("http-5xx"));
    }

    @Test
    void decidesByTheBodyOfAnyOtherStatus() {
        Answer answer = AnswerReader.read(Api.CODE_TO_SESSION, 412, bytes("{\"errcode\":45011}"));

        assertThat(answer.outcome()).isEqualTo("45011");
    }

    @Test
    @Tag("T44")
    void readsDirtyNicknames() {
        Buffer body = Buffer.buffer("{\"openid\":\"o1\",\"nickname\":\"小")
                .appendBytes(new byte[] {0x14, 0, 7, (byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xFF})
                .appendString("明\\ud800😀" + "x".repeat(1000))
                .appendByte((byte) 0xE5)
                .appendString("\"}");

        Answer answer = AnswerReader.read(Api.USER_INFO, 200, body.getBytes());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Accepted.class,
                        accepted -> assertThat(Profile.fromWeChat(accepted.text("nickname"), null)
                                        .nickName())
                                .startsWith("小明😀xxx")
                                .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\uFFFD]")
                                .matches(name -> name.codePointCount(0, name.length()) == Profile.NICK_NAME_LENGTH));
    }

    @Test
    void neverPrintsWhatItAccepted() {
        assertThat(session("{" + LOGIN + "}").toString()).doesNotContain("o1", "tiihtNczf5v6AKRyjwEUhQ");
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(42);
        byte[] valid = bytes("{\"errcode\":0," + LOGIN + ",\"unionid\":\"u1\",\"privilege\":[{}]}");

        assertThatCode(() -> {
                    for (int round = 0; round < 20_000; round++) {
                        AnswerReader.read(Api.CODE_TO_SESSION, 200, mutated(valid, random));
                    }
                })
                .doesNotThrowAnyException();
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] body = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
        for (int change = random.nextInt(4); change > 0 && body.length > 0; change--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private static Answer session(String body) {
        return AnswerReader.read(Api.CODE_TO_SESSION, 200, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
