package io.uniongate.contract.bus;

/** Something that happened; any number of listeners may hear it. */
public interface Event {}
