package io.uniongate.simulator;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its eldest entry, so that a load test of an hour needs no more memory than one of a minute. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int limit;

    Bounded(int limit) {
        this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
