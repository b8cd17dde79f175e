package io.uniongate.contract.session;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.bus.Event;

/** A refresh token came again after its grace time, so its session was ended: stolen, or badly kept by the client. */
public record RefreshReused(ClientId client) implements Event {}
