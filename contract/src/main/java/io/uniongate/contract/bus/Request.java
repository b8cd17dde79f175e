package io.uniongate.contract.bus;

/** A question on the bus; {@code R} is the type of its answer. */
public interface Request<R> {}
