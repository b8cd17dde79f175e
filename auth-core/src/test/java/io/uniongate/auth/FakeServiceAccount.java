package io.uniongate.auth;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers on the bus for what WeChat is asked with the shared access_token. */
final class FakeServiceAccount {
    private final Map<OpenId, Future<Platform.Follower>> followers = new ConcurrentHashMap<>();
    private final Map<URI, String> scenes = new ConcurrentHashMap<>();
    private final AtomicInteger codes = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();

    Future<?> serve(Bus bus) {
        return Future.all(
                bus.serve(Platform.FetchFollower.class, this::follower),
                bus.serve(Platform.CreateQrCode.class, this::qrCode));
    }

    void follows(String openId, @Nullable String unionId) {
        UnionId named = unionId == null ? null : new UnionId(unionId);
        answers(openId, Future.succeededFuture(new Platform.Follower(new OpenId(openId), true, named)));
    }

    /** What becomes of a question for that person. */
    void answers(String openId, Future<Platform.Follower> answer) {
        followers.put(new OpenId(openId), answer);
    }

    int lookups() {
        return lookups.get();
    }

    /** What the QR code of this image has inside. */
    String scene(URI image) {
        return String.valueOf(scenes.get(image));
    }

    private static Platform.Follower stranger(OpenId openId) {
        return new Platform.Follower(openId, false, null);
    }

    private Future<Platform.Follower> follower(Platform.FetchFollower ask) {
        lookups.incrementAndGet();
        return followers.getOrDefault(ask.openId(), Future.succeededFuture(stranger(ask.openId())));
    }

    private Future<Platform.QrCode> qrCode(Platform.CreateQrCode ask) {
        URI image = URI.create("https://mp.example.com/showqrcode?ticket=" + codes.incrementAndGet());
        scenes.put(image, ask.scene());
        return Future.succeededFuture(new Platform.QrCode(new Secret("ticket"), image, ask.life()));
    }
}
