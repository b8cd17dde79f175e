package io.uniongate.app.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far, to be closed in reverse; one that fails to close holds up no other. */
final class Opened {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);
    private static final int PATIENCE_SECONDS = 5;

    private final Deque<Runnable> closings = new ArrayDeque<>();

    void add(Supplier<Future<?>> closing) {
        closings.push(() -> closing.get().await());
    }

    /** Left behind after a while, because Vert.x itself would wait for ever for a commit that hangs. */
    void add(Vertx vertx) {
        closings.push(() -> close(vertx));
    }

    void addBlocking(Runnable closing) {
        closings.push(closing);
    }

    void close() {
        while (!closings.isEmpty()) {
            close(closings.pop());
        }
    }

    private static void close(Vertx vertx) {
        CompletableFuture<Void> closed = vertx.close().toCompletionStage().toCompletableFuture();
        Void unused = closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void close(Runnable closing) {
        try {
            closing.run();
        } catch (Exception failure) {
            LOG.warn("A part of the server did not stop cleanly", failure);
        }
    }
}
