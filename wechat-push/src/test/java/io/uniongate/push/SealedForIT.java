package io.uniongate.push;

import static io.uniongate.push.Rejected.assertRejected;
import static io.uniongate.push.Rejected.assertTaken;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.push.Push;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SealedForIT {
    private static final PushSettings SAMPLE = Vectors.settings(Vectors.sdkSample());
    private static final Secret NEWER = new Secret("GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba");
    private static final String SCANNED = "<xml><FromUserName>o1</FromUserName><CreateTime>12</CreateTime>"
            + "<MsgType>event</MsgType><Event>SCAN</Event><EventKey>login-7</EventKey></xml>";

    private final List<Push.Event> accepted = new CopyOnWriteArrayList<>();
    private Bus bus;

    @BeforeEach
    void open(Vertx vertx) {
        bus = Bus.on(vertx);
        bus.serve(Push.Accept.class, this::accept).await();
    }

    @Test
    @Tag("T64")
    void rejectsWhatWasSealedForAnotherApp(Vertx vertx) {
        PushSettings other = new PushSettings(
                SAMPLE.app(), new AppId("wx2222222222222222"), SAMPLE.token(), SAMPLE.encodingAesKeys());

        assertRejected(at(vertx, SAMPLE).with(other).seals(SCANNED));
        assertThat(accepted).isEmpty();
    }

    @Test
    @Tag("T64")
    void takesForAThirdPartyPlatformWhatIsSealedForThePlatform(Vertx vertx) {
        AppId component = new AppId("wx3333333333333333");
        PushSettings platform = new PushSettings(SAMPLE.app(), component, SAMPLE.token(), SAMPLE.encodingAesKeys());
        WeChat toPlatform = at(vertx, platform);

        assertTaken(toPlatform.seals(SCANNED));
        assertRejected(toPlatform.with(SAMPLE).seals(SCANNED));
        assertThat(accepted).extracting(Push.Event::app).containsExactly(SAMPLE.app());
    }

    @Test
    @Tag("T65")
    void takesWhatWasSealedWithTheKeyBefore(Vertx vertx) {
        PushSettings rotated = new PushSettings(
                SAMPLE.app(),
                SAMPLE.app(),
                SAMPLE.token(),
                List.of(NEWER, SAMPLE.encodingAesKeys().get(0)));
        WeChat afterRotation = at(vertx, rotated);

        assertTaken(afterRotation.with(SAMPLE).seals(SCANNED));
        assertTaken(afterRotation.seals(SCANNED));
        assertThat(accepted).hasSize(2);
    }

    private WeChat at(Vertx vertx, PushSettings app) {
        return WeChat.at(vertx, bus, Instant.ofEpochSecond(1_714_112_445), app);
    }

    private Future<Void> accept(Push.Accept push) {
        accepted.add(push.event());
        return Future.succeededFuture();
    }
}
