package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The apps and users that a simulator starts with, as data: {@code {"apps":[…],"users":[…]}}. */
public record Seed(List<App> apps, List<User> users) {
    private static final String DEMO = "demo.json";

    public Seed {
        apps = List.copyOf(apps);
        users = List.copyOf(users);
    }

    public static Seed from(JsonObject json) {
        return new Seed(
                json.getJsonArray("apps").stream()
                        .map(app -> AppJson.read((JsonObject) app))
                        .toList(),
                json.getJsonArray("users").stream()
                        .map(user -> UserJson.read((JsonObject) user))
                        .toList());
    }

    /** Two mini programs, a service account and a website app of one Open Platform account, and a few people. */
    public static Seed demo() {
        try (InputStream file = Objects.requireNonNull(Seed.class.getResourceAsStream(DEMO))) {
            return from(new JsonObject(new String(file.readAllBytes(), UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
