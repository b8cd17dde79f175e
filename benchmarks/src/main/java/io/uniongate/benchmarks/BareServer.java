package io.uniongate.benchmarks;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The bare limit: the same Vert.x, Postgres, provider and wire format as ours, and of each request only what cannot be
 * left out – one HTTP call to WeChat, one statement with its commit, one signature, one JSON answer.
 */
final class BareServer extends VerticleBase {
    private static final int WECHAT_CONNECTIONS = 64;

    private final int port;
    private final int weChatPort;
    private final BareStore store;
    private final BareTokens tokens;

    private BareServer(int port, int weChatPort, BareStore store, BareTokens tokens) {
        this.port = port;
        this.weChatPort = weChatPort;
        this.store = store;
        this.tokens = tokens;
    }

    /** Port, port of WeChat, number of connections to Postgres; the first line of standard input is the database's URL. */
    public static void main(String[] arguments) {
        Quiet.please();
        String postgres = ChildProcess.firstLine();
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        BareStore store = BareStore.open(vertx, postgres, Integer.parseInt(arguments[2]));
        BareTokens tokens = BareTokens.create();
        int port = Integer.parseInt(arguments[0]);
        int weChatPort = Integer.parseInt(arguments[1]);
        vertx.deployVerticle(
                        () -> new BareServer(port, weChatPort, store, tokens),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .await();
        ChildProcess.stopWithParent();
    }

    @Override
    public Future<?> start() {
        HttpClient weChat = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(weChatPort),
                new PoolOptions().setHttp1MaxSize(WECHAT_CONNECTIONS));
        return vertx.createHttpServer()
                .requestHandler(request -> answer(request, weChat))
                .listen(port, "127.0.0.1");
    }

    private void answer(HttpServerRequest request, HttpClient weChat) {
        request.body()
                .compose(body -> route(request, body, weChat))
                .compose(answer -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(answer.toBuffer()))
                .onFailure(cause -> request.response().setStatusCode(500).end(String.valueOf(cause)));
    }

    private Future<JsonObject> route(HttpServerRequest request, Buffer body, HttpClient weChat) {
        return switch (request.path()) {
            case "/miniprogram/login" -> login(body.toJsonObject(), weChat);
            case "/oauth2/token" -> refresh(body.toString());
            default -> me(request.getHeader(HttpHeaders.AUTHORIZATION).substring("Bearer ".length()));
        };
    }

    private Future<JsonObject> login(JsonObject body, HttpClient weChat) {
        String appId = body.getString("appId");
        String code = body.getString("code");
        UUID session = UuidCreator.getTimeOrderedEpoch();
        return weChat.request(
                        HttpMethod.GET,
                        "/sns/jscode2session?appid=" + appId + "&secret=secret&grant_type=authorization_code&js_code="
                                + code)
                .compose(request -> request.send().compose(response -> response.body()))
                .map(answer -> answer.toJsonObject().getString("openid"))
                .compose(openId -> Person.Code.parse(code).isNew()
                        ? store.signUp(session, openId, appId, UuidCreator.getTimeOrderedEpoch())
                        : store.signIn(session, openId, appId))
                .map(user ->
                        pair(user, session, appId, 0).put("status", "signed_in").put("user", user(user)));
    }

    private Future<JsonObject> refresh(String form) {
        String token = URLDecoder.decode(form.substring(form.lastIndexOf('=') + 1), StandardCharsets.UTF_8);
        int dot = token.indexOf('.');
        UUID session = UUID.fromString(token.substring(0, dot));
        int counter = Integer.parseInt(token.substring(dot + 1));
        return store.refresh(session, counter).map(user -> pair(user, session, Apps.FIRST, counter + 1));
    }

    private Future<JsonObject> me(String token) {
        UUID user = tokens.verify(token);
        return store.find(user).map(createdAt -> user(user).put("createdAt", createdAt.toString()));
    }

    private JsonObject pair(UUID user, UUID session, String appId, int counter) {
        return new JsonObject()
                .put("access_token", tokens.sign(user, session, appId))
                .put("token_type", "Bearer")
                .put("expires_in", 600)
                .put("refresh_token", session + "." + counter);
    }

    private static JsonObject user(UUID user) {
        return new JsonObject().put("id", user.toString());
    }
}
