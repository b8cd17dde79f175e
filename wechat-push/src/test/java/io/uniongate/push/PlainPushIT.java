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
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private Future<Void> accept(Push.Accept push) {
        accepted.add(push);
        return Future.succeededFuture();
    }
}
