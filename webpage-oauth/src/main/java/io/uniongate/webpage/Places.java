package io.uniongate.webpage;

import java.util.HashMap;
import java.util.Map;

/** How many may be here at once, in all and of one caller. */
final class Places {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Places(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    synchronized boolean take(String caller) {
        if (all >= most || taken.getOrDefault(caller, 0) >= mostOfOne) {
            return false;
        }
        all++;
        taken.merge(caller, 1, Integer::sum);
        return true;
    }

    synchronized void leave(String caller) {
        all--;
        taken.computeIfPresent(caller, (known, count) -> count == 1 ? null : count - 1);
    }
}
