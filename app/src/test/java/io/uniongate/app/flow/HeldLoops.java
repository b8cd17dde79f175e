package io.uniongate.app.flow;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadChecker;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Finds what holds an event loop for more than 100 ms, by Vert.x's own checker of blocked threads.
 *
 * <p>That one goes by the clock on the wall, and on a busy machine a thread is without a processor, or the whole
 * process without one, for that long and longer. So the checker reports each handler early and often here, and a
 * handler counts as one that held its loop only if it used 100 ms of a processor itself, or if at ten looks, 10 ms
 * apart at least, it was waiting for something. A thread that only lacks a processor does neither.
 */
final class HeldLoops implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final long MOST_LOOKS = LONGEST.dividedBy(BETWEEN_LOOKS);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Thread, Handling> handlings = new ConcurrentHashMap<>();
    private final List<String> found = new CopyOnWriteArrayList<>();

    /** Of the checker, which would write a line for each early report before it has {@link #watch} told whom to tell. */
    private final Logger log = (Logger) LoggerFactory.getLogger(BlockedThreadChecker.LOGGER_NAME);

    /** One handler that runs: when it was last seen, what its thread had used at first, and at how many looks it waited. */
    private record Handling(long seen, long processorNanos, int waiting) {}

    HeldLoops() {
        log.setLevel(Level.OFF);
    }

    static VertxOptions reportingEarly(VertxOptions options) {
        return options.setMaxEventLoopExecuteTime(1)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setBlockedThreadCheckInterval(BETWEEN_LOOKS.toMillis())
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
    }

    void watch(Vertx vertx) {
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(this::look);
    }

    /** Where they were held. */
    List<String> found() {
        return List.copyOf(found);
    }

    @Override
    public void close() {
        log.setLevel(null);
    }

    private void look(BlockedThreadEvent report) {
        long now = System.nanoTime();
        Thread loop = report.thread();
        long used = threads.getThreadCpuTime(loop.getId());
        StackTraceElement[] stack = loop.getStackTrace();
        Handling before = handlings.get(loop);
        Handling begun =
                before != null && now - report.duration() < before.seen() ? before : new Handling(now, used, 0);
        int waiting = begun.waiting() + (isWaiting(loop.getState(), stack) ? 1 : 0);
        handlings.put(loop, new Handling(now, begun.processorNanos(), waiting));
        if (waiting >= MOST_LOOKS || used - begun.processorNanos() >= LONGEST.toNanos()) {
            found.add(loop.getName() + " at " + List.of(stack));
        }
    }

    /** To Java a thread that waits for the system is running, in a method that is not Java's. */
    private static boolean isWaiting(Thread.State state, StackTraceElement[] stack) {
        return state != Thread.State.RUNNABLE || (stack.length > 0 && stack[0].isNativeMethod());
    }
}
