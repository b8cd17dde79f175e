package io.uniongate.simulator;

/** Who stands behind a code: the person, or the virtual account of a snapshot page. */
enum Account {
    REAL,
    SNAPSHOT
}
