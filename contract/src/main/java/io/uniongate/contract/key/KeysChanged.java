package io.uniongate.contract.key;

import io.uniongate.contract.bus.Event;

/** The published keys are others than before. */
public record KeysChanged(Keys.JwkSet published) implements Event {}
