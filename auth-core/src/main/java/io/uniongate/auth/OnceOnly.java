package io.uniongate.auth;

import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.Database;
import io.uniongate.db.OnceQueries;
import io.uniongate.db.OnceQueries.Claim;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Does a piece of work once for everybody who asks for it, at once or later, on whichever node, and gives all of them
 * the same result; failed work may be done again.
 */
final class OnceOnly {
    /** Longer than WeChat and Postgres together may take. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final Vertx vertx;
    private final Database database;
    private final Sealer sealer;
    private final Clock clock;

    OnceOnly(Vertx vertx, Database database, Sealer sealer, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * The work's name, and the proof that who asks may have its result; with another proof, and after its time, the
     * answer is {@code otherwise}.
     */
    record Work(String name, Secret proof, Duration keptFor, Problem otherwise) {
        Buffer hash() {
            return SecretHash.of(name);
        }

        @Override
        public String toString() {
            return "Work[…]";
        }
    }

    Future<Secret> run(Work work, Supplier<Future<Secret>> doing) {
        UUID lease = UUID.randomUUID();
        return claim(work, lease).compose(claim -> follow(work, lease, claim, doing));
    }

    private Future<Claim> claim(Work work, UUID lease) {
        Instant now = clock.instant();
        return database.statement(client -> OnceQueries.claim(
                client,
                work.hash(),
                SecretHash.of(work.proof()),
                lease,
                now,
                now.plus(LEASE),
                now.plus(work.keptFor())));
    }

    private Future<Secret> follow(Work work, UUID lease, Claim claim, Supplier<Future<Secret>> doing) {
        Buffer result = claim.result();
        if (!claim.holder().equals(SecretHash.of(work.proof()))
                || !claim.expiresAt().isAfter(clock.instant())) {
            return ProblemException.failed(work.otherwise());
        }
        if (result != null) {
            return Future.succeededFuture(sealer.open(result, associated(work)));
        }
        return claim.lease().equals(lease)
                ? carryOut(work, lease, doing)
                : vertx.timer(LOOK_AGAIN.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                        .compose(waited -> claim(work, lease))
                        .compose(next -> follow(work, lease, next, doing));
    }

    private Future<Secret> carryOut(Work work, UUID lease, Supplier<Future<Secret>> doing) {
        return Future.succeededFuture()
                .compose(start -> doing.get())
                .compose(result -> finish(work, lease, result))
                .recover(cause -> release(work, lease).transform(released -> Future.failedFuture(cause)));
    }

    private Future<Secret> finish(Work work, UUID lease, Secret result) {
        Buffer sealed = sealer.seal(result, associated(work));
        return database.statement(client -> OnceQueries.finish(client, work.hash(), lease, sealed))
                .map(result);
    }

    private Future<Void> release(Work work, UUID lease) {
        return database.statement(client -> OnceQueries.release(client, work.hash(), lease));
    }

    private static String associated(Work work) {
        return Base64.getEncoder().encodeToString(work.hash().getBytes());
    }
}
