package io.uniongate.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What says that no event loop was held would have said so if one had been. */
class HeldLoopsTest {
    private final HeldLoops loops = new HeldLoops();
    private final Vertx vertx = Vertx.vertx(HeldLoops.reportingEarly(new VertxOptions()));

    @BeforeEach
    void watch() {
        loops.watch(vertx);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        loops.close();
    }

    @Test
    void findsAHandlerThatWaits() {
        handle(this::waitUntilFound);

        assertThat(loops.found().get(0)).contains("waitUntilFound");
    }

    @Test
    void findsAHandlerThatComputes() {
        handle(this::computeUntilFound);

        assertThat(loops.found().get(0)).contains("computeUntilFound");
    }

    private void handle(Runnable work) {
        Promise<Void> handled = Promise.promise();
        vertx.runOnContext(handling -> {
            work.run();
            handled.complete();
        });
        handled.future().await();
    }

    private void waitUntilFound() {
        while (loops.found().isEmpty()) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private void computeUntilFound() {
        while (loops.found().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
