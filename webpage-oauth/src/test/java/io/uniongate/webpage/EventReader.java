package io.uniongate.webpage;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events as they come. */
final class EventReader {
    private static final String END = "the end";

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final HttpClient client;
    private final int port;

    EventReader(Vertx vertx, int port) {
        this.client = vertx.createHttpClient();
        this.port = port;
    }

    HttpClientResponse open(String path, String cookie) {
        return client.request(HttpMethod.GET, port, "localhost", path)
                .compose(request -> request.putHeader("Cookie", cookie).send().onSuccess(this::read))
                .await();
    }

    private void read(HttpClientResponse response) {
        response.handler(this::keep)
                .endHandler(over -> events.add(END))
                .exceptionHandler(broken -> events.add(broken.toString()));
    }

    private void keep(Buffer part) {
        part.toString().lines().filter(line -> !line.isEmpty()).forEach(events::add);
    }

    /** The next line, whenever it comes; that none comes fails the test. */
    String next() throws InterruptedException {
        return String.valueOf(events.poll(30, TimeUnit.SECONDS));
    }

    List<String> nextTwo() throws InterruptedException {
        return List.of(next(), next());
    }
}
