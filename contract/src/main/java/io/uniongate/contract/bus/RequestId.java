package io.uniongate.contract.bus;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.jspecify.annotations.Nullable;

/** The id of the HTTP request on whose behalf the current code runs; the {@link Bus} carries it along. */
public final class RequestId implements VertxServiceProvider {
    private static final ContextLocal<String> LOCAL = ContextLocal.registerLocal(String.class);

    @Override
    public void init(VertxBootstrap bootstrap) {
        // Being loaded before any Vert.x instance exists is all that a context local needs.
    }

    public static @Nullable String current() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(LOCAL, AccessMode.CONCURRENT);
    }

    public static void set(String id) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(LOCAL, AccessMode.CONCURRENT, id);
        }
    }
}
