package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Random;

/** The faults that wait for their request; the eldest that fits strikes. */
final class Faults {
    private final long seed;
    private final List<Fault> waiting = new ArrayList<>();
    private Random random;

    Faults(String seed) {
        this.seed = new BigInteger(1, seed.getBytes(UTF_8)).longValue();
        this.random = new Random(this.seed);
    }

    void add(Fault fault) {
        waiting.add(fault);
    }

    List<Fault> all() {
        return List.copyOf(waiting);
    }

    void clear() {
        waiting.clear();
        random = new Random(seed);
    }

    Optional<Fault> strike(Api api, String app, String user) {
        for (ListIterator<Fault> faults = waiting.listIterator(); faults.hasNext(); ) {
            Fault fault = faults.next();
            if (fault.concerns(api, app, user) && random.nextDouble() < fault.probability()) {
                use(faults, fault.spent());
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private static void use(ListIterator<Fault> faults, Fault spent) {
        if (spent.times() > 0) {
            faults.set(spent);
            return;
        }
        faults.remove();
    }
}
