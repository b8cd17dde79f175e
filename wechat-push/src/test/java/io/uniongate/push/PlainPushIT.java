package io.uniongate.push;

import static io.uniongate.push.Rejected.assertRejected;
import static io.uniongate.push.Rejected.assertTaken;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.push.Push;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PlainPushIT {
    private static final JsonObject VECTOR = Vectors.plainPush();
    private static final AppId APP = new AppId("wx1111111111111111");
    private static final PushSettings SETTINGS = new PushSettings(APP, APP, Vectors.secret(VECTOR, "token"), List.of());
    private static final String SUBSCRIBED = "<xml><FromUserName>o1</FromUserName><CreateTime>12</CreateTime>"
            + "<MsgType>event</MsgType><Event>subscribe</Event></xml>";

    private final List<Push.Accept> accepted = new CopyOnWriteArrayList<>();
    private WeChat weChat;

    @BeforeEach
    void open(Vertx vertx) {
        Bus bus = Bus.on(vertx);
        bus.serve(Push.Accept.class, this::accept).await();
        weChat = WeChat.at(vertx, bus, WeChat.time(VECTOR), SETTINGS);
    }

    @Test
    void takesThePublishedPushWhichHasNoEffect() {
        assertThat(weChat.signature()).isEqualTo(Vectors.text(VECTOR, "signature"));
        assertTaken(weChat.pushes(Vectors.text(VECTOR, "body")));
        assertThat(accepted).isEmpty();
    }

    @Test
    void handsOnAnEventAndNamesItTheSameEachTime() {
        assertTaken(weChat.pushes(SUBSCRIBED));
        assertTaken(weChat.later(Duration.ofSeconds(5)).pushes(SUBSCRIBED));

        assertThat(accepted).hasSize(2);
        assertThat(accepted.get(0).event())
                .isEqualTo(new Push.Subscribed(APP, new OpenId("o1"), Instant.ofEpochSecond(12), null));
        assertThat(accepted.get(1)).isEqualTo(accepted.get(0));
    }

    @Test
    @Tag("T74")
    void takesWhatHasNoEffectAndDropsIt() {
        assertTaken(weChat.pushes("{\"MsgType\":\"text\",\"Content\":\"hello\"}"));
        assertTaken(weChat.pushes(SUBSCRIBED.replace("subscribe", "CLICK")));
        assertTaken(weChat.pushes(SUBSCRIBED.replace("subscribe", "user_info_modified")));

        assertThat(accepted).isEmpty();
    }

    @Test
    @Tag("S33")
    void rejectsWhatIsNotSigned() {
        assertRejected(weChat.edge().post("/wechat/push/" + APP).send().await());
        assertRejected(weChat.request(HttpMethod.POST)
                .addQueryParam("signature", weChat.later(Duration.ofSeconds(1)).signature())
                .send()
                .await());
        assertThat(accepted).isEmpty();
    }

    @Test
    @Tag("T71")
    @Tag("S33")
    void rejectsAReplayOfAnOldPush() {
        assertRejected(weChat.later(Duration.ofSeconds(-301)).pushes(SUBSCRIBED));
        assertRejected(weChat.later(Duration.ofSeconds(301)).pushes(SUBSCRIBED));
        assertThat(accepted).isEmpty();
    }

    @Test
    void rejectsWhatIsNoMessage() {
        List.of("", "{}", "<xml/>", "<xml><Encrypt>abc</Encrypt></xml>", "not a message", "[1]")
                .forEach(body -> assertRejected(weChat.pushes(body)));
        assertThat(accepted).isEmpty();
    }

    @Test
    @Tag("T70")
    @Tag("S33")
    void resolvesNoEntity(Vertx vertx) {
        List<String> fetched = new CopyOnWriteArrayList<>();
        int port = vertx.createHttpServer()
                .requestHandler(request -> {
                    fetched.add(request.path());
                    request.response().end("subscribe");
                })
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        String url = "http://127.0.0.1:" + port + "/entity";

        assertRejected(weChat.pushes("<!DOCTYPE xml SYSTEM \"" + url + "\">" + SUBSCRIBED));
        assertRejected(weChat.pushes(
                "<!DOCTYPE xml [<!ENTITY e SYSTEM \"" + url + "\">]>" + SUBSCRIBED.replace("subscribe", "&e;")));
        assertRejected(weChat.pushes("<!DOCTYPE xml [<!ENTITY % e SYSTEM \"" + url + "\"> %e;]>" + SUBSCRIBED));

        assertThat(fetched).isEmpty();
        assertThat(accepted).isEmpty();
    }

    @Test
    @Tag("T70")
    void expandsNoEntity() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE xml [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            String before = "&a" + (i - 1) + ";";
            laughs.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(before.repeat(10))
                    .append("\">");
        }

        assertRejected(weChat.pushes(laughs.append("]>") + SUBSCRIBED.replace("subscribe", "&a29;")));
    }

    @Test
    @Tag("T70")
    @Tag("S33")
    void refusesALargeBodyBeforeItHasCome(Vertx vertx) {
        assertThat(statusOf(
                        vertx,
                        request ->
                                request.putHeader("Content-Length", "10485760").write("{")))
                .isEqualTo(413);
        assertThat(statusOf(
                        vertx,
                        request ->
                                request.putHeader("Content-Length", "2097152").write("{")))
                .isEqualTo(413);
        assertThat(statusOf(vertx, request -> request.setChunked(true).write(" ".repeat(70_000))))
                .isEqualTo(413);
    }

    /** Of a request that is never sent to its end. */
    private int statusOf(Vertx vertx, Function<HttpClientRequest, Future<Void>> begins) {
        HttpClientRequest request = vertx.createHttpClient()
                .request(HttpMethod.POST, weChat.edge().port(), "127.0.0.1", "/wechat/push/" + APP)
                .await();
        begins.apply(request).await();
        return request.response().await().statusCode();
    }

    private Future<Void> accept(Push.Accept push) {
        accepted.add(push);
        return Future.succeededFuture();
    }
}
