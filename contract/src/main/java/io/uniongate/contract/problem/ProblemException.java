package io.uniongate.contract.problem;

import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** Carries a {@link Problem} through futures and across the bus, without a stack trace. */
public final class ProblemException extends ReplyException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(ReplyFailure.RECIPIENT_FAILURE, problem.status(), problem.code());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Whether this is what an ask failed with. */
    public static boolean carries(Throwable cause, Class<? extends Problem> problem) {
        return cause instanceof ProblemException known && problem.isInstance(known.problem());
    }

    /** The failed end of a chain: {@code return ProblemException.failed(new Problem.CodeInvalid())}. */
    public static <T> Future<T> failed(Problem problem) {
        return Future.failedFuture(new ProblemException(problem));
    }
}
