package io.uniongate.app.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void namesThePortThatAnotherProgramHas() {
        assertThatThrownBy(() -> Ports.binding("http.port", 8080, () -> {
                    throw new CompletionException(new BindException("Address already in use"));
                }))
                .isInstanceOf(StartException.class)
                .hasMessage("http.port: port 8080 cannot be opened, most likely another program has it;"
                        + " choose another one");
    }

    @Test
    void namesThePortAlsoWhenAFutureFailed() {
        assertThatThrownBy(() -> Ports.binding(
                        "http.port",
                        8080,
                        () -> Future.failedFuture(new BindException("Address already in use"))
                                .await()))
                .isInstanceOf(StartException.class);
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        IllegalStateException failure = new IllegalStateException("something else");

        assertThatThrownBy(() -> Ports.binding("http.port", 8080, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
