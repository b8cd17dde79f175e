package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.bus.Bus;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.ClientAddress;
import io.uniongate.web.Problems;
import io.uniongate.web.RequestIds;
import io.uniongate.web.SecurityHeaders;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The module over real HTTP, with the rest of the server played by fakes on the bus; follows no redirect. */
final class Provider implements AutoCloseable {
    static final String AUTHORIZE = "/oauth2/authorize?client_id=h5-shop&response_type=code&scope=openid&state=s1"
            + "&redirect_uri=https%3A%2F%2Fh5.example.com%2Fcallback&code_challenge=" + Fixture.CHALLENGE
            + "&code_challenge_method=S256";
    static final String LOGIN = "/webpage/login?client_id=h5-shop&return_to=https%3A%2F%2Fh5.example.com%2Forders";
    private static final Pattern WAITING = Pattern.compile("[;\"]state=([A-Za-z0-9]+)&amp;");
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&#]*)");

    final FakeAuthorization authorization = new FakeAuthorization();
    final FakeSessions sessions = new FakeSessions();
    final AccessTokens tokens = AccessTokens.create();
    final Vertx vertx = Vertx.vertx();
    final Bus bus = Bus.on(vertx);
    final int port;
    private final HttpServer server;
    private final WebClient client;

    private Provider(Limits limits) {
        authorization.serve(bus);
        sessions.serve(bus);
        TokenVerifier verifier = tokens.verifier(vertx, bus);
        Router router = Router.router(vertx);
        router.route().handler(new RequestIds()).handler(new SecurityHeaders(Fixture.SETTINGS.publicUrl()));
        Problems.on(router);
        vertx.deployVerticle(new WebpageVerticle(
                        bus,
                        router,
                        Fixture.SETTINGS,
                        Fixture.CLIENTS,
                        Fixture.APPS,
                        Fixture.ACCOUNTS,
                        new ClientAddress(List.of()),
                        verifier,
                        limits))
                .await();
        server = vertx.createHttpServer().requestHandler(router).listen(0).await();
        port = server.actualPort();
        client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    }

    static Provider start() {
        return start(Limits.NONE);
    }

    static Provider start(Limits limits) {
        return new Provider(limits);
    }

    /** The server takes nobody in any more, and waits for those who are in. */
    Future<Void> shutDown() {
        return server.shutdown(10, TimeUnit.MINUTES);
    }

    HttpResponse<Buffer> get(String path, String... headers) {
        return request(HttpMethod.GET, path, headers).send().await();
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, String... headers) {
        return request(method, path, headers).send().await();
    }

    HttpResponse<Buffer> post(String path, MultiMap form, String... headers) {
        return request(HttpMethod.POST, path, headers).sendForm(form).await();
    }

    HttpResponse<Buffer> postBody(String path, String body, String... headers) {
        return request(HttpMethod.POST, path, headers)
                .sendBuffer(Buffer.buffer(body))
                .await();
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, String... headers) {
        HttpRequest<Buffer> request = client.request(method, port, "localhost", path);
        for (int i = 0; i < headers.length; i += 2) {
            request.putHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** A browser inside WeChat goes to this address and stands before WeChat's page. */
    Visit visit(String path) {
        return visit(get(path, "User-Agent", Fixture.WECHAT_BROWSER));
    }

    static Visit visit(HttpResponse<Buffer> answer) {
        Matcher state = STATE.matcher(location(answer));
        if (!state.find()) {
            throw new AssertionError("No state in " + location(answer));
        }
        return new Visit(state.group(1), loginCookie(answer));
    }

    /** A browser stands before a page of ours that waits for a phone. */
    Visit waits(String path) {
        HttpResponse<Buffer> page = get(path);
        Matcher state = WAITING.matcher(String.valueOf(page.bodyAsString()));
        assertThat(state.find()).as("%s", page.bodyAsString()).isTrue();
        return new Visit(state.group(1), loginCookie(page));
    }

    /** The cookie of the login that begins with this answer, as the browser sends it back. */
    static String loginCookie(HttpResponse<Buffer> answer) {
        List<String> begun = answer.cookies().stream()
                .map(line -> line.substring(0, line.indexOf(';')))
                .filter(pair -> pair.startsWith(LoginCookies.PREFIX) && !pair.endsWith("="))
                .toList();
        assertThat(begun).hasSize(1);
        return begun.get(0);
    }

    /** The same from a browser that has been here before. */
    Visit visit(String path, String cookies) {
        return visit(get(path, "User-Agent", Fixture.WECHAT_BROWSER, "Cookie", cookies));
    }

    /** WeChat sends that browser back, perhaps with more cookies than ours. */
    HttpResponse<Buffer> comeBack(Visit visit, String query, String... moreCookies) {
        String cookies = String.join("; ", visit.cookie(), String.join("; ", moreCookies));
        return get("/oauth2/wechat/callback?state=" + visit.state() + query, "Cookie", cookies);
    }

    static String location(HttpResponse<Buffer> answer) {
        String location = answer.getHeader("Location");
        return location == null ? "" : location;
    }

    static @Nullable String setCookie(HttpResponse<Buffer> answer, String name) {
        return answer.cookies().stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElse(null);
    }

    static String cookie(HttpResponse<Buffer> answer, String name) {
        String line = setCookie(answer, name);
        return line == null ? "" : line.substring(name.length() + 1, line.indexOf(';'));
    }

    static JsonObject json(HttpResponse<Buffer> answer) {
        return new JsonObject(Objects.requireNonNullElse(answer.bodyAsString(), ""));
    }

    /** How OAuth calls what went wrong. */
    static String error(HttpResponse<Buffer> answer) {
        return json(answer).getString("error");
    }

    static MultiMap form(String... namesAndValues) {
        return Fixture.sent(namesAndValues).values();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    record Visit(String state, String cookie) {
        /** Where a page of ours that waits goes on. */
        String scan(String step) {
            return "/oauth2/wechat/scan/" + step + "?state=" + state + "&key=key-of-" + state;
        }

        Visit with(String cookies) {
            return new Visit(state, cookies);
        }
    }
}
