package io.uniongate.contract.scan;

import io.uniongate.contract.bus.Event;

/** Somebody scanned, on whichever node WeChat told of it; the key says for which login, and is of no use to anybody. */
public record ScanConfirmed(String key) implements Event {}
