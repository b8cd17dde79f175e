package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.push.PushSettings;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which apps' messages WeChat pushes here, and how. */
final class Pushes {
    private Pushes() {}

    static List<PushSettings> of(AppConfig config) {
        return config.push().entrySet().stream()
                .map(push -> settings(push.getKey(), push.getValue()))
                .toList();
    }

    private static PushSettings settings(AppId app, AppConfig.Push push) {
        Stream<Secret> keys = push.mode() == AppConfig.PushMode.AES
                ? Stream.of(push.encodingAesKey(), push.previousEncodingAesKey())
                        .flatMap(Stream::ofNullable)
                : Stream.empty();
        return new PushSettings(app, Objects.requireNonNullElse(push.component(), app), push.token(), keys.toList());
    }
}
