package io.uniongate.webpage;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.MultiMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of one request; one without a value counts as not sent (RFC 6749 §3.1). */
record Parameters(MultiMap values) {

    @Nullable
    String find(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    String require(String name) {
        String value = find(name);
        if (value == null) {
            throw refused(name + " is missing");
        }
        return value;
    }

    boolean repeats(String name) {
        return values.getAll(name).size() > 1;
    }

    /** A parameter that was sent more than once, which OAuth forbids (RFC 6749 §3.1, §3.2). */
    Optional<String> repeated() {
        return values.names().stream().filter(this::repeats).sorted().findFirst();
    }

    Parameters requireSingle() {
        if (repeated().isPresent()) {
            throw refused("a parameter is sent more than once");
        }
        return this;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(new Problem.InvalidRequest(detail));
    }
}
