package io.uniongate.db;

import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Lets what arrives while a statement is under way travel together in the next one, so that it shares a commit.
 *
 * <p>An idle batch runs the first question at once: nobody waits for company. Under load the wait for the disk is
 * shared by all who arrived during the previous wait. When a statement with several questions fails for another
 * reason than storage being away, each is asked alone, so that nobody fails for somebody else.
 */
public final class Batch<Q, A> {
    private record Waiting<Q, A>(Q question, Promise<A> answer) {}

    private final int limit;
    private final int width;
    private final Function<List<Q>, Future<List<A>>> statement;
    private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * At most {@code limit} questions in a statement and {@code width} statements at a time; the statement answers
     * in the order of its questions.
     */
    public Batch(int limit, int width, Function<List<Q>, Future<List<A>>> statement) {
        this.limit = limit;
        this.width = width;
        this.statement = statement;
    }

    public Future<A> ask(Q question) {
        Promise<A> answer = Promise.promise();
        List<Waiting<Q, A>> next;
        synchronized (this) {
            waiting.add(new Waiting<>(question, answer));
            next = take();
        }
        run(next);
        return answer.future();
    }

    private List<Waiting<Q, A>> take() {
        List<Waiting<Q, A>> taken = new ArrayList<>();
        if (underWay < width) {
            while (taken.size() < limit && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
        }
        if (!taken.isEmpty()) {
            underWay++;
        }
        return taken;
    }

    private void run(List<Waiting<Q, A>> asked) {
        if (asked.isEmpty()) {
            return;
        }
        // The next statement leaves first: Postgres must not wait while those who have an answer go on with it.
        Future.succeededFuture(asked.stream().map(Waiting::question).toList())
                .compose(statement)
                .onComplete(ended -> advance())
                .onSuccess(answers -> deliver(asked, answers))
                .onFailure(cause -> failed(asked, cause));
    }

    private void advance() {
        List<Waiting<Q, A>> next;
        synchronized (this) {
            underWay--;
            next = take();
        }
        run(next);
    }

    private void deliver(List<Waiting<Q, A>> asked, List<A> answers) {
        for (int i = 0; i < asked.size(); i++) {
            asked.get(i).answer().complete(answers.get(i));
        }
    }

    private void failed(List<Waiting<Q, A>> asked, Throwable cause) {
        if (asked.size() == 1 || cause instanceof ProblemException) {
            asked.forEach(one -> one.answer().fail(cause));
            return;
        }
        asked.forEach(one -> Future.succeededFuture(List.of(one.question()))
                .compose(statement)
                .map(answers -> answers.get(0))
                .onComplete(one.answer()));
    }
}
