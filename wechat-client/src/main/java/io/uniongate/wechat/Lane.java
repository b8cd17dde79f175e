package io.uniongate.wechat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Bounds the calls of one app that are under way, so that a WeChat which hangs for one slows no other.
 *
 * <p>Belongs to the event loop of its verticle, hence no lock.
 */
final class Lane {
    private final Vertx vertx;
    private final WeChatSettings settings;
    private final Set<Waiter> waiting = new LinkedHashSet<>();
    private int underWay;

    Lane(Vertx vertx, WeChatSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    <T> Future<T> run(Supplier<Future<T>> call) {
        return enter().compose(entered -> guarded(call).onComplete(done -> leave()));
    }

    private static <T> Future<T> guarded(Supplier<Future<T>> call) {
        return Future.succeededFuture(call).compose(Supplier::get);
    }

    private Future<Void> enter() {
        if (underWay < settings.inFlight()) {
            underWay++;
            return Future.succeededFuture();
        }
        return waiting.size() < settings.waiting() ? queue() : ProblemException.failed(full());
    }

    private Future<Void> queue() {
        Waiter waiter = new Waiter(vertx.getOrCreateContext(), Promise.promise());
        waiting.add(waiter);
        vertx.setTimer(settings.patience().toMillis(), timer -> giveUp(waiter));
        return waiter.turn().future();
    }

    private void giveUp(Waiter waiter) {
        if (waiting.remove(waiter)) {
            waiter.turn().fail(new ProblemException(full()));
        }
    }

    private void leave() {
        Iterator<Waiter> first = waiting.iterator();
        if (!first.hasNext()) {
            underWay--;
            return;
        }
        Waiter next = first.next();
        first.remove();
        next.enter();
    }

    private static Problem full() {
        return new Problem.WechatUnavailable(1);
    }

    /** A plain class, because two waiters are never the same. */
    private static final class Waiter {
        private final Context context;
        private final Promise<Void> turn;

        Waiter(Context context, Promise<Void> turn) {
            this.context = context;
            this.turn = turn;
        }

        Promise<Void> turn() {
            return turn;
        }

        /** In the waiter's own context, or it would go on under the request id of whoever left. */
        void enter() {
            context.runOnContext(now -> turn.complete());
        }
    }
}
