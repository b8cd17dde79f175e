package io.uniongate.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Answers {@code sns/jscode2session} as WeChat does, at once and for any code but those that hang. The simulator keeps
 * books of codes and people; under load it would be measured instead of the servers.
 */
final class WeChatStub {
    /** GET tells how many calls hang, DELETE answers them. */
    static final String HANGING = "/hanging";

    private static final String SESSION_KEY = "MDEyMzQ1Njc4OWFiY2RlZg==";

    private final List<HttpServerRequest> hanging = new ArrayList<>();

    private WeChatStub() {}

    public static void main(String[] arguments) {
        Quiet.please();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        WeChatStub stub = new WeChatStub();
        vertx.createHttpServer()
                .requestHandler(stub::handle)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .await();
        ChildProcess.stopWithParent();
    }

    /** On the one event loop there is. */
    private void handle(HttpServerRequest request) {
        if (HANGING.equals(request.path())) {
            hanging(request);
        } else if (code(request).hangs()) {
            hanging.add(request);
        } else {
            answer(request);
        }
    }

    private void hanging(HttpServerRequest request) {
        request.response().end(String.valueOf(hanging.size()));
        if (HttpMethod.DELETE.equals(request.method())) {
            hanging.forEach(WeChatStub::answer);
            hanging.clear();
        }
    }

    private static void answer(HttpServerRequest request) {
        Person.Code code = code(request);
        JsonObject answer = new JsonObject()
                .put("session_key", SESSION_KEY)
                .put("openid", code.person().openId(parameter(request, "appid")));
        if (code.withUnionId()) {
            answer.put("unionid", code.person().unionId());
        }
        request.response().putHeader("Content-Type", "text/plain").end(answer.toBuffer());
    }

    private static Person.Code code(HttpServerRequest request) {
        return Person.Code.parse(parameter(request, "js_code"));
    }

    private static String parameter(HttpServerRequest request, String name) {
        return Objects.requireNonNull(request.getParam(name));
    }
}
