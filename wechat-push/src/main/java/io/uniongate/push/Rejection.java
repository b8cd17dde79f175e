package io.uniongate.push;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One refusal for whatever does not hold, so that nobody learns from it; the reason is for the operator's log. */
final class Rejection {
    private static final Logger LOG = LoggerFactory.getLogger(Rejection.class);

    private Rejection() {}

    static ProblemException because(String reason) {
        LOG.info("A push is rejected: {}", reason);
        return new ProblemException(new Problem.PushRejected());
    }
}
