package io.uniongate.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final Readiness healthy = new Readiness(Map.of("database", () -> Future.succeededFuture(true)));

    @Test
    void isNotReadyBeforeThePublicPortIsOpen() {
        assertThat(healthy.report().await().ready()).isFalse();
        assertThat(healthy.report().await().toJson().getString("status")).isEqualTo("STARTING");
    }

    @Test
    void asksNobodyWhoMayNotBeThereYet() {
        Readiness starting = new Readiness(Map.of("keys", () -> {
            throw new AssertionError("asked too early");
        }));

        assertThat(starting.report().await().checks()).isEmpty();
    }

    @Test
    void isReadyWhileItServesAndNoLongerWhenItDrains() {
        healthy.serve();
        boolean serving = healthy.report().await().ready();
        healthy.drain();

        assertThat(serving).isTrue();
        assertThat(healthy.report().await().ready()).isFalse();
    }

    @Test
    void namesTheCheckThatFails() {
        Readiness broken = new Readiness(Map.of("database", () -> Future.failedFuture("away")));
        broken.serve();

        assertThat(broken.report().await().ready()).isFalse();
        assertThat(broken.report().await().toJson().encode())
                .contains("database")
                .contains("DOWN");
    }
}
