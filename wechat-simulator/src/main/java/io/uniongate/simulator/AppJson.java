package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An app as the control API and a seed write it. */
final class AppJson {
    private AppJson() {}

    /** What the JSON does not name stays as it was in {@code before}. */
    static App read(JsonObject json, App before) {
        return new App(
                before.appId(),
                AppKind.of(json.getString("kind", before.kind().label())),
                json.getString("name", before.name()),
                json.getString("secret", before.secret()),
                json.getString("openPlatform", before.openPlatform()),
                json.getString("callbackDomain", before.callbackDomain()),
                json.containsKey("ipWhitelist") ? texts(json.getJsonArray("ipWhitelist")) : before.ipWhitelist(),
                json.getBoolean("secretFrozen", before.secretState() == App.SecretState.FROZEN)
                        ? App.SecretState.FROZEN
                        : App.SecretState.ACTIVE,
                json.containsKey("push") ? push(json.getJsonObject("push")) : before.push());
    }

    static App read(JsonObject json) {
        String appId = json.getString("appId", "");
        if (appId.isEmpty()) {
            throw new IllegalArgumentException("an app needs an appId");
        }
        return read(json, App.miniProgram(appId, "secret"));
    }

    static JsonObject write(App app) {
        return new JsonObject()
                .put("appId", app.appId())
                .put("kind", app.kind().label())
                .put("name", app.name())
                .put("secret", app.secret())
                .put("openPlatform", app.openPlatform())
                .put("callbackDomain", app.callbackDomain())
                .put("ipWhitelist", new JsonArray(List.copyOf(app.ipWhitelist())))
                .put("originalId", app.originalId())
                .put("push", push(app.push()))
                .put("secretFrozen", app.secretState() == App.SecretState.FROZEN);
    }

    static @Nullable PushSettings push(@Nullable JsonObject json) {
        if (json == null) {
            return null;
        }
        return new PushSettings(
                json.getString("url", ""),
                json.getString("token", ""),
                json.getString("encodingAesKey", ""),
                PushSettings.Mode.valueOf(json.getString("mode", "plain").toUpperCase(Locale.ROOT)),
                PushSettings.Format.valueOf(json.getString("format", "xml").toUpperCase(Locale.ROOT)),
                json.getString("sealedFor"));
    }

    private static @Nullable JsonObject push(@Nullable PushSettings push) {
        if (push == null) {
            return null;
        }
        return new JsonObject()
                .put("url", push.url())
                .put("token", push.token())
                .put("encodingAesKey", push.encodingAesKey())
                .put("mode", push.mode().name().toLowerCase(Locale.ROOT))
                .put("format", push.format().name().toLowerCase(Locale.ROOT))
                .put("sealedFor", push.sealedFor());
    }

    static Set<String> texts(JsonArray array) {
        return array.stream().map(String::valueOf).collect(Collectors.toSet());
    }
}
