package io.uniongate.app.flow;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Calls the server as a front end does. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final Consumer<Answer> witness;

    Client(String base) {
        this(base, unheard -> {});
    }

    /** With somebody who hears all answers. */
    Client(String base, Consumer<Answer> witness) {
        this.base = base;
        this.witness = witness;
    }

    @CanIgnoreReturnValue
    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    @CanIgnoreReturnValue
    Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    @CanIgnoreReturnValue
    Answer post(String path, JsonObject body, String... headers) {
        return send(withJson("POST", path, body, headers));
    }

    @CanIgnoreReturnValue
    Answer put(String path, JsonObject body, String... headers) {
        return send(withJson("PUT", path, body, headers));
    }

    @CanIgnoreReturnValue
    Answer patch(String path, JsonObject body, String... headers) {
        return send(withJson("PATCH", path, body, headers));
    }

    @CanIgnoreReturnValue
    Answer form(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    CompletableFuture<Answer> later(String method, String path, JsonObject body, String... headers) {
        return HTTP.sendAsync(withJson(method, path, body, headers).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    @CanIgnoreReturnValue
    Answer send(HttpRequest.Builder request) {
        try {
            Answer answer = new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            witness.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder withJson(String method, String path, JsonObject body, String... headers) {
        return request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
    }
}
