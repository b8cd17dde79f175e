package io.uniongate.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Holds all callers of a load back while another server is measured. */
final class Gate {
    private final List<Runnable> held = new ArrayList<>();
    private boolean closed;

    /** Goes on at once, or when the gate opens. */
    void pass(Runnable caller) {
        synchronized (this) {
            if (closed) {
                held.add(caller);
                return;
            }
        }
        caller.run();
    }

    synchronized void close() {
        closed = true;
    }

    void open() {
        List<Runnable> released;
        synchronized (this) {
            closed = false;
            released = List.copyOf(held);
            held.clear();
        }
        released.forEach(Runnable::run);
    }
}
