package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** An app's server: takes pushes, and answers with the statuses it was told, else with success. */
final class PushReceiver implements AutoCloseable {
    static final int SILENCE = 0;
    static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    record Received(Map<String, String> query, String body) {
        String text(String name) {
            return query.getOrDefault(name, "");
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    PushReceiver() {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/push?tenant=1";
    }

    void answers(Integer... next) {
        statuses.addAll(List.of(next));
    }

    List<Received> received() {
        return received;
    }

    /** The message and the appid behind it, as Tencent's library would open them. */
    static List<String> open(String encrypted) throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode(KEY);
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
        byte[] plain = cipher.doFinal(Base64.getDecoder().decode(encrypted));
        int end = plain.length - plain[plain.length - 1];
        int length = ByteBuffer.wrap(plain).getInt(16);
        return List.of(
                new String(plain, 20, length, UTF_8), new String(Arrays.copyOfRange(plain, 20 + length, end), UTF_8));
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private void take(HttpServerRequest request) {
        Map<String, String> query = new HashMap<>();
        request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        request.body().onSuccess(body -> {
            received.add(new Received(query, body.toString()));
            answer(request, query.getOrDefault("echostr", "success"));
        });
    }

    private void answer(HttpServerRequest request, String text) {
        Integer status = statuses.poll();
        if (status == null || status != SILENCE) {
            request.response().setStatusCode(status == null ? 200 : status).end(text);
        }
    }
}
