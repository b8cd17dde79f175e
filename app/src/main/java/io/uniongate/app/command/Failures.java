package io.uniongate.app.command;

import io.uniongate.app.config.InvalidConfigException;
import io.uniongate.app.server.StartException;
import io.uniongate.auth.BulkException;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of a command that failed: a line for each mistake of its user, and a trace only for ours. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static List<String> lines(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidConfigException invalid) {
                return counted(invalid.mistakes());
            }
            if (cause instanceof StartException
                    || cause instanceof DatabaseException
                    || cause instanceof BulkException) {
                return List.of("uniongate: " + cause.getMessage());
            }
            if (cause instanceof ProblemException refused) {
                return List.of("uniongate: " + refused.problem().code() + " " + refused.problem());
            }
        }
        LOG.error("The command failed unexpectedly", failure);
        Throwable inner =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return List.of("uniongate: " + inner);
    }

    private static List<String> counted(List<String> mistakes) {
        List<String> lines = new ArrayList<>();
        lines.add(mistakes.size() == 1 ? "1 configuration mistake:" : mistakes.size() + " configuration mistakes:");
        mistakes.forEach(mistake -> lines.add("  " + mistake));
        return lines;
    }
}
