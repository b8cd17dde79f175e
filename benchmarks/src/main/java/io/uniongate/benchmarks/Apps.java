package io.uniongate.benchmarks;

import java.util.List;

/** The mini programs of the benchmark, all bound to one Open Platform account. */
final class Apps {
    static final List<String> ALL =
            List.of("wxbe00000000000001", "wxbe00000000000002", "wxbe00000000000003", "wxbe00000000000004");
    static final String FIRST = ALL.get(0);

    private Apps() {}
}
