package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.push.PushSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose messages WeChat pushes here, and how. */
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
        return new PushSettings(app, push.receiver(), push.token(), keys.toList());
    }

    /** The accounts that people can log in with by scanning: a QR code is made in the account's own name. */
    static Set<AppId> scanned(AppConfig config) {
        return config.push().keySet().stream()
                .filter(id -> Optional.ofNullable(config.apps().find(id))
                        .filter(app -> app.secret() != null)
                        .isPresent())
                .collect(Collectors.toSet());
    }
}
