package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.doctor.Way.Hop;
import io.uniongate.app.doctor.Way.Walk;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever answers, the way to it ends. */
class WayIT {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void tellsWhatWasAnswered() {
        Walk walk = walk(response -> response.setStatusCode(404).end("nothing here"));

        assertThat(walk)
                .isInstanceOfSatisfying(
                        Walk.Answered.class,
                        answered -> assertThat(answered.body()).isEqualTo("nothing here"));
        assertThat(walk.told().in(Locale.ENGLISH)).isEqualTo("status 404");
    }

    @Test
    void readsNoMoreThanTheBeginningOfALongAnswer() {
        Walk walk = walk(response -> response.end("x".repeat(10_000_000)));

        assertThat(walk)
                .isInstanceOfSatisfying(
                        Walk.Answered.class,
                        answered -> assertThat(answered.body()).hasSizeLessThan(1_000_000));
    }

    @Test
    void doesNotWaitForTheEndOfAnAnswerThatHasNone() {
        Walk walk = walk(response -> response.setChunked(true).write("x"));

        assertThat(walk)
                .isInstanceOfSatisfying(
                        Walk.Ended.class, ended -> assertThat(ended.hop()).isEqualTo(Hop.HTTP));
    }

    private Walk walk(Handler<HttpServerResponse> answer) {
        int port = vertx.createHttpServer()
                .requestHandler(request -> answer.handle(request.response()))
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        return new Way(URI.create("http://127.0.0.1:" + port + "/"), Duration.ofSeconds(1)).walk();
    }
}
