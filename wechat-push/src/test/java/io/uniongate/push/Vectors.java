package io.uniongate.push;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Tencent's published examples of the message push. */
final class Vectors {
    private static final Path FILE = Path.of("../docs/reference/vectors.json");

    private Vectors() {}

    static JsonObject urlVerification() {
        return named("url_verify");
    }

    static JsonObject plainPush() {
        return named("push_plain_json");
    }

    static JsonObject encryptedPush() {
        return named("push_aes_json");
    }

    static JsonObject encryptedReply() {
        return named("reply_aes_json");
    }

    static JsonObject sdkSample() {
        return named("wxbizmsgcrypt_sdk_sample");
    }

    static String text(JsonObject vector, String field) {
        return Objects.requireNonNull(vector.getString(field));
    }

    static Secret secret(JsonObject vector, String field) {
        return new Secret(text(vector, field));
    }

    static AppId app(JsonObject vector) {
        return new AppId(text(vector, "appid"));
    }

    static PushSettings settings(JsonObject vector) {
        return new PushSettings(
                app(vector), app(vector), secret(vector, "token"), List.of(secret(vector, "encodingAESKey")));
    }

    private static JsonObject named(String name) {
        try {
            return Objects.requireNonNull(new JsonObject(Files.readString(FILE)).getJsonObject(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
