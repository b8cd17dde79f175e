package io.uniongate.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Scope;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.web.AccessTokens;
import io.uniongate.web.ClientAddress;
import io.uniongate.web.Edge;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The mini program's edge, with nobody behind it but what a test answers on the bus. */
final class MiniProgramApi implements AutoCloseable {
    final List<Object> asked = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx);
    private final AccessTokens tokens = AccessTokens.create();
    private final Edge edge;

    MiniProgramApi() {
        TokenVerifier verifier = tokens.verifier(vertx, bus);
        edge = Edge.with(
                vertx,
                router -> vertx.deployVerticle(new MiniProgramVerticle(
                                bus, router, verifier, new ClientAddress(List.of()), RoutingContext::next))
                        .await());
    }

    <R, Q extends Request<R>> void answers(Class<Q> type, Supplier<R> answer) {
        bus.serve(type, ask -> {
                    asked.add(ask);
                    return Future.succeededFuture(answer.get());
                })
                .await();
    }

    <R, Q extends Request<R>> void refuses(Class<Q> type, Problem problem) {
        bus.serve(type, ask -> ProblemException.<R>failed(problem)).await();
    }

    HttpRequest<Buffer> request(HttpMethod method, String path) {
        return edge.request(method, path);
    }

    /** A request whose token allows only so much. */
    HttpRequest<Buffer> request(HttpMethod method, String path, String scope) {
        return request(method, path).bearerTokenAuthentication(tokens.withScope(scope));
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, String body) {
        return send(method, path, body, Scope.OF_MINI_PROGRAM.toString());
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, String body, String scope) {
        return request(method, path, scope)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(body))
                .await();
    }

    /** Refused for that field, before anybody was asked. */
    void assertInvalid(HttpResponse<Buffer> answer, String field) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsString()).contains("INVALID_REQUEST", "\"detail\":\"" + field + " ");
        assertThat(asked).isEmpty();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
