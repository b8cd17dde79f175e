package io.uniongate.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** The mini programs of the benchmark, all bound to one Open Platform account. */
final class Apps {
    static final List<String> ALL =
            List.of("wxbe00000000000001", "wxbe00000000000002", "wxbe00000000000003", "wxbe00000000000004");
    static final String FIRST = ALL.get(0);

    /** Bound to nothing; as many as keep all hanging logins on their way to WeChat, none waiting for a place. */
    static final List<String> HANGING =
            IntStream.range(0, 8).mapToObj("wxbe0000000000001%d"::formatted).toList();

    private Apps() {}
}
