package io.uniongate.push;

import static io.uniongate.push.Rejected.assertRejected;
import static io.uniongate.push.Rejected.assertTaken;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.push.Push;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class SafeModePushIT {
    private static final JsonObject VECTOR = Vectors.encryptedPush();
    private static final PushSettings PUBLISHED = Vectors.settings(VECTOR);
    private static final PushSettings SAMPLE = Vectors.settings(Vectors.sdkSample());
    private static final String SCANNED = "<xml><FromUserName>o1</FromUserName><CreateTime>12</CreateTime>"
            + "<MsgType>event</MsgType><Event>SCAN</Event><EventKey>login-7</EventKey></xml>";

    private final List<Push.Event> accepted = new CopyOnWriteArrayList<>();
    private WeChat weChat;

    @BeforeEach
    void open(Vertx vertx) {
        Bus bus = Bus.on(vertx);
        bus.serve(Push.Accept.class, this::accept).await();
        weChat = WeChat.at(vertx, bus, WeChat.time(VECTOR), PUBLISHED, SAMPLE);
    }

    @Test
    @Tag("T61")
    void takesThePublishedPush() {
        assertTaken(published(Vectors.text(VECTOR, "msg_signature")));
    }

    @Test
    @Tag("T62")
    @Tag("S33")
    void rejectsThePublishedPushUnderItsPlainSignatureOnly() {
        assertThat(weChat.request(HttpMethod.POST).queryParams().get("timestamp"))
                .isEqualTo(Vectors.text(VECTOR, "timestamp"));
        assertRejected(published(Vectors.text(VECTOR, "signature")));
        assertRejected(published("0".repeat(40)));
        assertRejected(published(null));
    }

    @Test
    void handsOnAnEventOfEitherFormat() {
        WeChat sample = weChat.with(SAMPLE);

        assertTaken(sample.seals(SCANNED));
        assertTaken(sample.seals("{\"FromUserName\":\"o1\",\"CreateTime\":12,\"MsgType\":\"Event\","
                + "\"Event\":\"user_authorization_cancellation\",\" OpenID\":\"o2\"}"));

        assertThat(accepted)
                .containsExactly(
                        new Push.Scanned(SAMPLE.app(), new OpenId("o1"), Instant.ofEpochSecond(12), "login-7"),
                        new Push.AuthorizationCancelled(SAMPLE.app(), new OpenId("o2"), Instant.ofEpochSecond(12)));
    }

    @Test
    @Tag("T63")
    void rejectsPlaintextInSafeMode() {
        assertRejected(weChat.with(SAMPLE).pushes(SCANNED));
        assertRejected(weChat.with(SAMPLE)
                .request(HttpMethod.POST)
                .addQueryParam("signature", weChat.with(SAMPLE).signature())
                .addQueryParam("msg_signature", weChat.with(SAMPLE).signature(""))
                .sendBuffer(Buffer.buffer(SCANNED))
                .await());
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "*", "我", "&amp;"})
    @Tag("T67")
    void rejectsWhatDoesNotDecryptAndSaysNoMore(String encrypted) {
        String sent = encrypted.replace("&amp;", "&");

        HttpResponse<Buffer> answer = weChat.request(HttpMethod.POST)
                .addQueryParam("msg_signature", weChat.signature(sent))
                .sendBuffer(Buffer.buffer("<xml><Encrypt>" + encrypted + "</Encrypt></xml>"))
                .await();

        assertRejected(answer);
    }

    @Test
    @Tag("T70")
    void rejectsADocumentTypeInsideTheSeal() {
        assertRejected(weChat.with(SAMPLE).seals("<!DOCTYPE xml [<!ENTITY e \"SCAN\">]>" + SCANNED));
        assertRejected(weChat.with(SAMPLE).seals("neither"));
    }

    private HttpResponse<Buffer> published(@Nullable String signature) {
        HttpRequest<Buffer> request = weChat.edge()
                .post("/wechat/push/" + PUBLISHED.app())
                .addQueryParam("signature", Vectors.text(VECTOR, "signature"))
                .addQueryParam("timestamp", Vectors.text(VECTOR, "timestamp"))
                .addQueryParam("nonce", Vectors.text(VECTOR, "nonce"))
                .addQueryParam("openid", "o9AgO5Kd5ggOC-bXrbNODIiE3bGY")
                .addQueryParam("encrypt_type", "aes");
        if (signature != null) {
            request.addQueryParam("msg_signature", signature);
        }
        return request.sendJsonObject(
                        JsonObject.of("ToUserName", "gh_97417a04a28d", "Encrypt", Vectors.text(VECTOR, "encrypt")))
                .await();
    }

    private Future<Void> accept(Push.Accept push) {
        accepted.add(push.event());
        return Future.succeededFuture();
    }
}
