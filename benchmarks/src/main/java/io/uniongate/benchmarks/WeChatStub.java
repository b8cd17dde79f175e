package io.uniongate.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Answers {@code sns/jscode2session} as WeChat does, at once and for any code. The simulator keeps books of codes and
 * people; under load it would be measured instead of the servers.
 */
final class WeChatStub {
    private static final String SESSION_KEY = "MDEyMzQ1Njc4OWFiY2RlZg==";

    private WeChatStub() {}

    public static void main(String[] arguments) {
        Quiet.please();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        vertx.createHttpServer()
                .requestHandler(WeChatStub::answer)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .await();
        ChildProcess.stopWithParent();
    }

    private static void answer(HttpServerRequest request) {
        Person.Code code = Person.Code.parse(parameter(request, "js_code"));
        JsonObject answer = new JsonObject()
                .put("session_key", SESSION_KEY)
                .put("openid", code.person().openId(parameter(request, "appid")));
        if (code.withUnionId()) {
            answer.put("unionid", code.person().unionId());
        }
        request.response().putHeader("Content-Type", "text/plain").end(answer.toBuffer());
    }

    private static String parameter(HttpServerRequest request, String name) {
        return Objects.requireNonNull(request.getParam(name));
    }
}
