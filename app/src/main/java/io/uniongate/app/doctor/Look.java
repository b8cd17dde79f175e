package io.uniongate.app.doctor;

import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** Something that is looked at by itself: a look that fails is told, and keeps nothing else from being told. */
record Look(Text subject, Supplier<Future<List<Checked>>> looking) {
    /** One after another, since what is looked at may be too weak for all at once. */
    static Future<List<Checked>> inTurn(List<Look> looks) {
        Future<List<Checked>> all = Future.succeededFuture(List.of());
        for (Look look : looks) {
            all = all.compose(told -> look.told().map(more -> Checked.joined(told, more)));
        }
        return all;
    }

    private Future<List<Checked>> told() {
        return Future.succeededFuture().compose(now -> looking.get()).otherwise(this::failed);
    }

    /** What Postgres answers and refuses, a server may have no need of; where it answers nothing, none can serve. */
    private List<Checked> failed(Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        return List.of(
                cause instanceof ProblemException
                        ? Checked.broken(subject, "database.unseen", reason)
                        : Checked.notice(subject, "database.unseen", reason));
    }
}
