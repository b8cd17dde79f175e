package io.uniongate.push;

import static io.uniongate.push.Rejected.assertTaken;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.push.Push;
import io.uniongate.web.Edge;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StoringIT {
    private static final AppId APP = new AppId("wx1111111111111111");
    private static final PushSettings SETTINGS = new PushSettings(APP, APP, new Secret("token"), List.of());
    private static final String UNSUBSCRIBED = "<xml><FromUserName>o1</FromUserName><CreateTime>12</CreateTime>"
            + "<MsgType>event</MsgType><Event>unsubscribe</Event></xml>";

    private final Queue<Supplier<Future<Void>>> outcomes = new ArrayDeque<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private Bus bus;
    private WeChat weChat;

    @BeforeEach
    void open(Vertx vertx) {
        bus = Bus.on(vertx);
        weChat = WeChat.at(vertx, bus, Instant.ofEpochSecond(1_714_037_059), SETTINGS);
    }

    @Test
    void asksForTheEventAgainUntilItIsStored() {
        bus.serve(Push.Accept.class, this::store).await();
        outcomes.add(() -> Promise.<Void>promise().future());
        outcomes.add(() -> ProblemException.failed(new Problem.StorageUnavailable(3)));
        outcomes.add(Future::succeededFuture);

        assertUnavailable(weChat.pushes(UNSUBSCRIBED), "UNAVAILABLE");
        assertUnavailable(weChat.pushes(UNSUBSCRIBED), "STORAGE_UNAVAILABLE");
        assertTaken(weChat.pushes(UNSUBSCRIBED));

        assertThat(keys).hasSize(3).containsOnly(keys.get(0));
    }

    @Test
    void asksForItAgainWhenNobodyIsThereToStoreIt() {
        assertUnavailable(weChat.pushes(UNSUBSCRIBED), "UNAVAILABLE");
    }

    private Future<Void> store(Push.Accept push) {
        keys.add(push.key());
        return outcomes.remove().get();
    }

    private static void assertUnavailable(HttpResponse<Buffer> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Edge.json(answer).getString("code")).isEqualTo(code);
    }
}
