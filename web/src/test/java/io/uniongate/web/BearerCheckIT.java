package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class BearerCheckIT {
    private static final String ISSUER = "https://auth.example.com";

    private final AccessTokens tokens = AccessTokens.of("k1", ISSUER, Instant.now());
    private Edge edge;

    @BeforeEach
    void serve(Vertx vertx) {
        Bus bus = Bus.on(vertx);
        bus.serve(Keys.Published.class, ask -> Future.succeededFuture(tokens.published()))
                .await();
        TokenVerifier verifier =
                new TokenVerifier(vertx, bus, Clock.systemUTC(), ISSUER, Duration.ofMinutes(10), false);
        edge = Edge.with(
                vertx,
                router -> router.get("/")
                        .handler(new BearerCheck(verifier))
                        .handler(ctx -> ctx.end(VerifiedToken.of(ctx).subject() + " " + RequestIds.of(ctx))));
    }

    @Test
    void letsAValidTokenPass() {
        HttpResponse<Buffer> answer = edge.get("/")
                .putHeader("Authorization", "bearer " + tokens.valid())
                .send()
                .await();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo(AccessTokens.SUBJECT + " " + answer.getHeader("X-Request-Id"));
    }

    @Test
    @Tag("S3")
    @Tag("T79")
    void challengesAnExpiredToken() {
        String expired = new AccessTokens(tokens.key(), ISSUER, tokens.now().minusSeconds(700)).valid();

        HttpResponse<Buffer> answer = edge.get("/")
                .putHeader("Authorization", "Bearer " + expired)
                .send()
                .await();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(Edge.json(answer).getString("code")).isEqualTo("TOKEN_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "Bearer a b"})
    void refusesWhatIsNoBearerToken(String authorization) {
        HttpResponse<Buffer> answer =
                edge.get("/").putHeader("Authorization", authorization).send().await();

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void refusesTwoTokensAtOnce() {
        HttpResponse<Buffer> answer = edge.get("/")
                .putHeader("Authorization", List.of("Bearer " + tokens.valid(), "Bearer x"))
                .send()
                .await();

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("S38")
    void refusesATokenInTheAddress() {
        assertThat(edge.get("/?access_token=" + tokens.valid()).send().await().statusCode())
                .isEqualTo(401);
    }
}
