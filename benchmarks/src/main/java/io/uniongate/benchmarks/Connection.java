package io.uniongate.benchmarks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One caller of a closed loop: the next request leaves when the answer to the last one is there. */
final class Connection {
    private final HttpClient client;
    private final Recorder recorder;

    private Connection(HttpClient client, Recorder recorder) {
        this.client = client;
        this.recorder = recorder;
    }

    static Connection open(Vertx vertx, int port, Recorder recorder) {
        HttpClientOptions options =
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port);
        return new Connection(vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1)), recorder);
    }

    /** Without end, but for the times when the gate is closed; on the event loop that it began on. */
    void loop(Context loop, Gate gate, Supplier<Call> calls, Consumer<Buffer> answers) {
        timed(calls.get())
                .onSuccess(answers::accept)
                .onComplete(answered -> gate.pass(() -> loop.runOnContext(passed -> loop(loop, gate, calls, answers))));
    }

    /** Until there are no more calls; a failed one is noted and passed over. */
    Future<Void> exhaust(Queue<Call> calls) {
        Call next = calls.poll();
        return next == null ? Future.succeededFuture() : timed(next).transform((answer, failure) -> exhaust(calls));
    }

    Future<Buffer> send(Call call) {
        return client.request(call.method(), call.path())
                .compose(request -> send(request, call))
                .compose(Connection::accepted);
    }

    private Future<Buffer> timed(Call call) {
        long sent = System.nanoTime();
        return send(call)
                .onSuccess(answer -> recorder.succeeded(System.nanoTime() - sent))
                .onFailure(cause -> recorder.failed(String.valueOf(cause.getMessage())));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, Call call) {
        call.headers().forEach(request::putHeader);
        return request.send(call.body());
    }

    private static Future<Buffer> accepted(HttpClientResponse response) {
        return response.body()
                .compose(body -> response.statusCode() == 200
                        ? Future.succeededFuture(body)
                        : Future.failedFuture(response.statusCode() + " " + body));
    }
}
