package io.uniongate.push;

import static io.uniongate.push.Rejected.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class VerificationIT {
    private static final JsonObject VECTOR = Vectors.urlVerification();
    private static final AppId APP = new AppId("wx1111111111111111");

    private WeChat weChat;

    @BeforeEach
    void open(Vertx vertx) {
        PushSettings settings = new PushSettings(APP, APP, Vectors.secret(VECTOR, "token"), List.of());
        weChat = WeChat.at(vertx, Bus.on(vertx), WeChat.time(VECTOR), settings);
    }

    @Test
    @Tag("T60")
    void echoesThePublishedVerification() {
        HttpResponse<Buffer> answer = published("signature", "timestamp", "nonce", "echostr");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo(Vectors.text(VECTOR, "echostr"));
        assertThat(answer.getHeader("Content-Type")).startsWith("text/plain");
    }

    @Test
    @Tag("T60")
    void echoesEveryByteAsItIs() {
        String echo = " <b>我</b> +%&\"\n";

        assertThat(weChat.verifies(echo).bodyAsString()).isEqualTo(echo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "timestamp", "nonce", "echostr"})
    @Tag("T60")
    void rejectsOneThatLacksAParameterOrHasItTwice(String parameter) {
        List<String> others = List.of("signature", "timestamp", "nonce", "echostr").stream()
                .filter(other -> !other.equals(parameter))
                .toList();

        assertRejected(published(others.toArray(String[]::new)));
        assertRejected(published("signature", "timestamp", "nonce", "echostr", parameter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "f464b24fc39322e44b38aa78f5edd27bd1441697", "F464B24FC39322E44B38AA78F5EDD27BD1441696", "我"})
    @Tag("T60")
    @Tag("S33")
    void rejectsAnotherSignatureAndEchoesNothing(String signature) {
        HttpResponse<Buffer> answer = weChat.request(HttpMethod.GET)
                .addQueryParam("signature", signature)
                .addQueryParam("echostr", "4375120948345356249")
                .send()
                .await();

        assertRejected(answer);
        assertThat(answer.bodyAsString()).doesNotContain("4375120948345356249");
    }

    @Test
    @Tag("T71")
    @Tag("S33")
    void rejectsATimestampFarFromNow() {
        assertThat(weChat.later(Duration.ofMinutes(-5)).verifies("1").statusCode())
                .isEqualTo(200);
        assertThat(weChat.later(Duration.ofMinutes(5)).verifies("1").statusCode())
                .isEqualTo(200);
        assertRejected(weChat.later(Duration.ofSeconds(-301)).verifies("1"));
        assertRejected(weChat.later(Duration.ofSeconds(301)).verifies("1"));
    }

    @Test
    void saysTheSameOfAnAppItDoesNotKnow() {
        AppId unknown = new AppId("wx2222222222222222");

        assertRejected(
                weChat.with(new PushSettings(unknown, unknown, weChat.settings().token(), List.of()))
                        .verifies("1"));
    }

    private HttpResponse<Buffer> published(String... parameters) {
        HttpRequest<Buffer> request = weChat.edge().get("/wechat/push/" + APP);
        for (String parameter : parameters) {
            request.queryParams().add(parameter, Vectors.text(VECTOR, parameter));
        }
        return request.send().await();
    }
}
