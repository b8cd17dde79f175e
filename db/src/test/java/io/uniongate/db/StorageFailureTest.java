package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.StorageFailure.Other;
import io.uniongate.db.StorageFailure.Retryable;
import io.uniongate.db.StorageFailure.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageFailureTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "08P01", "53300", "53100", "57P01", "57P02", "57P03", "57014", "25006", "58030"})
    void takesAServerThatCannotServeAsUnavailable(String state) {
        assertThat(StorageFailure.of(refusal(state))).isEqualTo(new Unavailable(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "23503", "23505"})
    void takesALostRaceAsRetryable(String state) {
        assertThat(StorageFailure.of(refusal(state))).isEqualTo(new Retryable(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "42P01", "22001", "23502", "23514", ""})
    void takesAMistakeOfOursAsNothingToRecoverFrom(String state) {
        assertThat(StorageFailure.of(refusal(state))).isEqualTo(new Other());
    }

    @Test
    void takesALostConnectionAsUnavailable() {
        assertThat(StorageFailure.of(ClosedConnectionException.INSTANCE)).isInstanceOf(Unavailable.class);
        assertThat(StorageFailure.of(new ConnectException("refused"))).isInstanceOf(Unavailable.class);
        assertThat(StorageFailure.of(new TimeoutException("5000 ms"))).isInstanceOf(Unavailable.class);
        assertThat(StorageFailure.of(Future.failedFuture("Timeout").cause())).isInstanceOf(Unavailable.class);
        assertThat(StorageFailure.of(new VertxException("Connection is not active now, current status: CLOSING")))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void looksBehindAWrappingException() {
        assertThat(StorageFailure.of(new IllegalStateException("while signing in", refusal("57P01"))))
                .isEqualTo(new Unavailable("57P01"));
    }

    @Test
    void keepsOtherExceptionsApart() {
        assertThat(StorageFailure.of(new VertxException("Parameter at position[0] is wrong")))
                .isEqualTo(new Other());
        assertThat(StorageFailure.of(new IllegalStateException("closed"))).isEqualTo(new Other());
        assertThat(StorageFailure.of(new NullPointerException())).isEqualTo(new Other());
    }

    @SuppressWarnings("NullAway")
    private static PgException refusal(String state) {
        return new PgException(
                "message", "ERROR", state, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }
}
