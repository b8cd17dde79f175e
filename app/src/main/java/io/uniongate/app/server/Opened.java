package io.uniongate.app.server;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far, to be closed in reverse; one that fails to close holds up no other. */
final class Opened {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<Runnable> closings = new ArrayDeque<>();

    void add(Supplier<Future<?>> closing) {
        closings.push(() -> closing.get().await());
    }

    void addBlocking(Runnable closing) {
        closings.push(closing);
    }

    void close() {
        while (!closings.isEmpty()) {
            close(closings.pop());
        }
    }

    private static void close(Runnable closing) {
        try {
            closing.run();
        } catch (Exception failure) {
            LOG.warn("A part of the server did not stop cleanly", failure);
        }
    }
}
