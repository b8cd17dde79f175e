package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
                        : App.SecretState.ACTIVE);
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
                .put("secretFrozen", app.secretState() == App.SecretState.FROZEN);
    }

    static Set<String> texts(JsonArray array) {
        return array.stream().map(String::valueOf).collect(Collectors.toSet());
    }
}
