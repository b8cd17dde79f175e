package io.uniongate.contract.session;

import io.uniongate.contract.SessionId;
import io.uniongate.contract.bus.Event;

/** A session was ended before its time, on whichever node; its access tokens are to be refused from now on. */
public record SessionEnded(SessionId session) implements Event {}
