package io.uniongate.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.Objects;
import java.util.function.Consumer;

/** A server of its own for one test. */
public final class Edge {
    private final WebClient client;
    private final int port;

    private Edge(WebClient client, int port) {
        this.client = client;
        this.port = port;
    }

    public static Edge with(Vertx vertx, Consumer<Router> routes) {
        Router router = Router.router(vertx);
        router.route().handler(new RequestIds());
        Problems.on(router);
        routes.accept(router);
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        return new Edge(WebClient.create(vertx), port);
    }

    public static JsonObject json(HttpResponse<Buffer> answer) {
        return Objects.requireNonNull(answer.bodyAsJsonObject());
    }

    public int port() {
        return port;
    }

    public HttpRequest<Buffer> get(String path) {
        return request(HttpMethod.GET, path);
    }

    public HttpRequest<Buffer> post(String path) {
        return request(HttpMethod.POST, path);
    }

    public HttpRequest<Buffer> request(HttpMethod method, String path) {
        return client.request(method, port, "127.0.0.1", path);
    }
}
