package io.uniongate.app.command;

import io.uniongate.app.logging.LogSetup;
import java.util.concurrent.CountDownLatch;

/** Keeps a command up until the process is told to stop. */
final class Running {
    private Running() {}

    /** Stops what runs when a signal comes, and only then lets the JVM go. */
    static int untilStopped(AutoCloseable running) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, stopped), "stop"));
        try {
            stopped.await();
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void stop(AutoCloseable running, CountDownLatch stopped) {
        try {
            running.close();
        } catch (Exception failure) {
            throw new IllegalStateException("The server did not stop cleanly", failure);
        } finally {
            LogSetup.stop();
            stopped.countDown();
        }
    }
}
