package io.uniongate.wechat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** WeChat's endpoints behind the app's token: they refuse any but the app's last one, and keep what they were sent. */
final class StubWeChat implements AutoCloseable {
    static final String TOKEN = "/cgi-bin/stable_token";
    static final String CHECK = "/wxa/checksession";
    static final String OK = "{\"errcode\":0,\"errmsg\":\"ok\"}";

    private static final String ENDED =
            "{\"errcode\":40001,\"errmsg\":\"invalid credential, access_token is invalid or not latest, rid: 1-2-3\"}";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Map<String, Function<Sent, String>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> generations = new ConcurrentHashMap<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
            .listen(0, "127.0.0.1")
            .await();
    private volatile @Nullable String holdsUp;

    /** One request, secrets and all. */
    record Sent(String method, String path, Map<String, String> query, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        String token() {
            return query.getOrDefault("access_token", "");
        }
    }

    StubWeChat() {
        answers(TOKEN, this::token);
        answers(CHECK, OK);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    void answers(String path, String body) {
        answers(path, asked -> body);
    }

    void answers(String path, Function<Sent, String> answer) {
        answers.put(path, answer);
    }

    /** From now on only the next token of that app is good. */
    void endToken(String app) {
        generation(app).incrementAndGet();
    }

    /** Takes requests of that path and never answers them. */
    void holdsUp(String path) {
        holdsUp = path;
    }

    void awaitHeldUp() throws InterruptedException {
        held.await();
    }

    void holdsNothingUp() {
        holdsUp = null;
    }

    List<Sent> taken(String path) {
        return sent.stream().filter(one -> one.path().equals(path)).toList();
    }

    int count(String path) {
        return taken(path).size();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        Map<String, String> query = new HashMap<>();
        request.params().forEach(query::put);
        Sent asked = new Sent(request.method().name(), String.valueOf(request.path()), query, body.toString());
        sent.add(asked);
        if (asked.path().equals(holdsUp)) {
            held.countDown();
            return;
        }
        Function<Sent, String> answer = answers.getOrDefault(asked.path(), other -> "no such path");
        boolean good = asked.path().equals(TOKEN) || asked.token().equals(currentToken(asked.token()));
        request.response().end(good ? answer.apply(asked) : ENDED).onFailure(Throwable::printStackTrace);
    }

    private String token(Sent asked) {
        return new JsonObject()
                .put("access_token", token(asked.json().getString("appid")))
                .put("expires_in", 7200)
                .encode();
    }

    private String currentToken(String any) {
        return token(any.replaceFirst("-token-.*", ""));
    }

    private String token(String app) {
        return app + "-token-" + generation(app).get();
    }

    private AtomicInteger generation(String app) {
        return generations.computeIfAbsent(app, first -> new AtomicInteger());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
