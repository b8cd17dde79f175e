package io.uniongate.push;

import static io.uniongate.push.Rejected.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From somebody who can even sign; nothing is served on the bus, so an event that got there would be a 503. */
@ExtendWith(VertxExtension.class)
class HostileBodyIT {
    private static final AppId APP = new AppId("wx1111111111111111");
    private static final PushSettings SETTINGS = new PushSettings(APP, APP, new Secret("token"), List.of());
    private static final String SUBSCRIBED = "<xml><FromUserName>o1</FromUserName><CreateTime>12</CreateTime>"
            + "<MsgType>event</MsgType><Event>subscribe</Event></xml>";

    private WeChat weChat;

    @BeforeEach
    void open(Vertx vertx) {
        weChat = WeChat.at(vertx, Bus.on(vertx), Instant.ofEpochSecond(1_714_037_059), SETTINGS);
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
}
