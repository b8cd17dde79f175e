package io.uniongate.benchmarks;

import io.uniongate.db.PostgresUrl;

/** A server under load, and the database it works on. */
record Target(int port, ChildProcess process, PostgresUrl database) implements AutoCloseable {
    @Override
    public void close() {
        process.close();
    }
}
