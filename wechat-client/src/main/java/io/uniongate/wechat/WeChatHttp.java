package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.wechat.WeChatAnswered;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes one HTTP call of WeChat and tells the bus how it went; it never fails, because what breaks is an answer too.
 *
 * <p>The plain client, because only its request can be reset at the deadline: a body that drips would otherwise keep
 * its connection. Exceptions of the client name the URL, and with it the secret, so none leaves this class.
 */
final class WeChatHttp {
    /** Below what servers keep an idle connection for, or a login would be sent into one that is just closing. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final Bus bus;
    private final HttpClient client;
    private final String prefix;

    private WeChatHttp(Bus bus, HttpClient client, String prefix) {
        this.bus = bus;
        this.client = client;
        this.prefix = prefix;
    }

    static WeChatHttp on(Vertx vertx, Bus bus, WeChatSettings settings, int apps) {
        HttpClient client = vertx.createHttpClient(options(settings), pool(settings, apps));
        return new WeChatHttp(bus, client, settings.apiUrl().getPath().replaceAll("/+$", "") + "/");
    }

    static HttpClientOptions options(WeChatSettings settings) {
        URI url = settings.apiUrl();
        boolean secure = "https".equals(url.getScheme());
        int usualPort = secure ? 443 : 80;
        return new HttpClientOptions()
                .setDefaultHost(url.getHost())
                .setDefaultPort(url.getPort() > 0 ? url.getPort() : usualPort)
                .setSsl(secure)
                .setUseAlpn(secure)
                .setProtocolVersion(secure ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setConnectTimeout(Math.toIntExact(settings.timeout().toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    /** Room for every app's lane, full: an app that hangs must not take the others' connections or streams. */
    private static PoolOptions pool(WeChatSettings settings, int apps) {
        int lanes = Math.max(1, apps);
        return new PoolOptions().setHttp1MaxSize(lanes * settings.inFlight()).setHttp2MaxSize(lanes);
    }

    Future<Answer> send(Call call, Deadline deadline) {
        long sent = System.nanoTime();
        return Future.succeededFuture(options(call, deadline))
                .compose(client::request)
                .compose(request -> exchange(call, request, deadline))
                .otherwise(WeChatHttp::broken)
                .onSuccess(answer -> tell(call, answer, Duration.ofNanos(System.nanoTime() - sent)));
    }

    private RequestOptions options(Call call, Deadline deadline) {
        RequestOptions options =
                new RequestOptions().setURI(prefix + call.target().reveal()).setConnectTimeout(deadline.millisLeft());
        return call.body() == null
                ? options
                : options.setMethod(HttpMethod.POST).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }

    private static Future<Answer> exchange(Call call, HttpClientRequest request, Deadline deadline) {
        Secret body = call.body();
        return (body == null ? request.send() : request.send(body.reveal()))
                .compose(response -> read(call.api(), response))
                .timeout(deadline.millisLeft(), TimeUnit.MILLISECONDS)
                .onFailure(cause -> request.reset());
    }

    /** What exceeds the limit is dropped; the rest then is no JSON, which is what such a body deserves. */
    private static Future<Answer> read(Api api, HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() < api.bodyLimit()) {
                body.appendBuffer(chunk);
            }
        });
        return response.end().map(end -> AnswerReader.read(api, response.statusCode(), body.getBytes()));
    }

    /** The class is all that may be told of the cause. */
    private static Answer broken(Throwable cause) {
        return cause instanceof TimeoutException
                ? new Answer.Silent("timeout")
                : new Answer.Silent("connection", cause.getClass().getName());
    }

    private void tell(Call call, Answer answer, Duration took) {
        bus.tell(new WeChatAnswered(call.api().path(), call.app(), answer.outcome(), took));
    }
}
