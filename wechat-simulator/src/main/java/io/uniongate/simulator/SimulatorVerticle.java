package io.uniongate.simulator;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** Deploys a simulator beside other verticles, as {@code uniongate dev} does. */
public final class SimulatorVerticle extends VerticleBase {
    private final SimulatorOptions options;
    private @Nullable WeChatSimulator simulator;

    public SimulatorVerticle(SimulatorOptions options) {
        this.options = options;
    }

    @Override
    public Future<?> start() {
        return WeChatSimulator.start(vertx, options).onSuccess(started -> simulator = started);
    }

    @Override
    public Future<?> stop() {
        return simulator == null ? Future.succeededFuture() : simulator.stop();
    }

    /** The running simulator, once deployed. */
    public WeChatSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("the simulator has not been deployed yet");
        }
        return simulator;
    }
}
