package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A user as the control API and a seed write it. */
final class UserJson {
    private UserJson() {}

    /** What the JSON does not name stays as it was in {@code before}. */
    static User read(JsonObject json, User before) {
        return new User(
                before.name(),
                json.getString("nickname", before.nickname()),
                json.getString("avatarUrl", before.avatarUrl()),
                json.getString("phone", before.phone()),
                json.containsKey("traits") ? traits(json.getJsonArray("traits")) : before.traits(),
                json.containsKey("openIds") ? pins(json.getJsonObject("openIds")) : before.openIds(),
                json.containsKey("unionIds") ? pins(json.getJsonObject("unionIds")) : before.unionIds(),
                json.containsKey("sessionKeys") ? pins(json.getJsonObject("sessionKeys")) : before.sessionKeys());
    }

    static User read(JsonObject json) {
        String name = json.getString("name", "");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a user needs a name");
        }
        return read(json, User.named(name));
    }

    /** With the ids that the user has in each app, derived or pinned. */
    static JsonObject write(User user, World world) {
        return new JsonObject()
                .put("name", user.name())
                .put("nickname", user.nickname())
                .put("avatarUrl", world.shown(user).avatarUrl())
                .put("phone", user.phone())
                .put(
                        "traits",
                        new JsonArray(user.traits().stream()
                                .map(UserJson::label)
                                .sorted()
                                .toList()))
                .put("identities", identities(user, world.apps.values(), world));
    }

    private static JsonObject identities(User user, Collection<App> apps, World world) {
        JsonObject identities = new JsonObject();
        for (App app : apps) {
            Grant.Identity identity = world.identity(app, user, Account.REAL);
            identities.put(
                    app.appId(),
                    new JsonObject().put("openid", identity.openId()).put("unionid", identity.unionId()));
        }
        return identities;
    }

    private static Set<Trait> traits(JsonArray labels) {
        return AppJson.texts(labels).stream()
                .map(label -> Trait.valueOf(label.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static String label(Trait trait) {
        return trait.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> pins(JsonObject json) {
        return json.stream().collect(Collectors.toMap(Map.Entry::getKey, pin -> String.valueOf(pin.getValue())));
    }
}
