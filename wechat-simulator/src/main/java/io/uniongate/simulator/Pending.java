package io.uniongate.simulator;

/** A page that waits for the person's decision. */
record Pending(PageRequest request, String user, Effect twist) {}
