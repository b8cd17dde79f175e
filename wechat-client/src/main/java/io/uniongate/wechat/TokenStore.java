package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.uniongate.db.WeChatTokenQueries;
import io.uniongate.db.WeChatTokenQueries.Found;
import io.uniongate.db.WeChatTokenQueries.Stored;
import io.uniongate.wechat.TokenSource.Fetched;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Finds a token among those that all nodes share or, while it holds the lease, fetches the next one for all of
 * them. A node that dies meanwhile holds the others up no longer than its lease.
 */
final class TokenStore {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int DOUBLINGS = 4;
    /** For the statement that stores what was fetched at the last moment. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Database database;
    private final Sealer sealer;
    private final KeptTokens kept;
    private final TokenReplacements replacements;
    private final Duration timeout;
    private final Clock clock;
    private final RandomGenerator random;

    TokenStore(
            Vertx vertx,
            Database database,
            Sealer sealer,
            KeptTokens kept,
            Duration timeout,
            Clock clock,
            RandomGenerator random) {
        this.vertx = vertx;
        this.database = database;
        this.sealer = sealer;
        this.kept = kept;
        this.replacements = new TokenReplacements(database, kept);
        this.timeout = timeout;
        this.clock = clock;
        this.random = random;
    }

    private record Search(
            TokenRow row, Function<Deadline, Future<Fetched>> fetch, long beyond, UUID lease, Deadline deadline) {
        boolean isAnsweredBy(Stored stored) {
            return stored.version() > beyond && stored.remaining().compareTo(Duration.ZERO) > 0;
        }

        Search beyond(long version) {
            return new Search(row, fetch, version, lease, deadline);
        }
    }

    /** A token of a later version than the one given; the first may be of any. */
    Future<AppToken> newerThan(long version, TokenRow row, Function<Deadline, Future<Fetched>> fetch) {
        return look(new Search(row, fetch, version, UUID.randomUUID(), Deadline.in(timeout)), 0);
    }

    private Future<AppToken> look(Search search, int round) {
        return database.statement(client -> WeChatTokenQueries.findOrLease(
                        client,
                        search.row().owner(),
                        search.row().kind(),
                        search.beyond(),
                        search.lease(),
                        timeout.plus(MARGIN)))
                .compose(found -> decide(search, round, found));
    }

    private Future<AppToken> decide(Search search, int round, Found found) {
        Stored stored = found.stored();
        if (found.leased()) {
            return stored == null ? fetch(search) : fetchAfter(stored, search);
        }
        return stored != null && search.isAnsweredBy(stored) ? adopt(search, stored) : lookLater(search, round);
    }

    /** Whoever holds the lease is done soon, so the first pauses are short. */
    private Future<AppToken> lookLater(Search search, int round) {
        long pause = FIRST_PAUSE_MILLIS << Math.min(round, DOUBLINGS);
        return search.deadline().millisLeft() <= pause
                ? ProblemException.failed(new Problem.WechatUnavailable(1))
                : vertx.timer(pause, TimeUnit.MILLISECONDS).compose(rested -> look(search, round + 1));
    }

    private Future<AppToken> adopt(Search search, Stored stored) {
        return kept.open(search.row(), stored)
                .map(value -> token(value, stored.version(), stored.age(), stored.remaining()))
                .map(Future::succeededFuture)
                .orElseGet(() -> look(search.beyond(stored.version()), 0));
    }

    private Future<AppToken> fetchAfter(Stored stored, Search search) {
        return fetch(search)
                .compose(
                        next -> replacements.compare(search.row(), stored, next).map(next));
    }

    /** Whatever a fetch fails by, and however, the lease is given back. */
    private Future<AppToken> fetch(Search search) {
        return Future.succeededFuture(search.deadline())
                .compose(search.fetch())
                .recover(cause -> release(search).transform(released -> Future.failedFuture(cause)))
                .compose(fetched -> store(search, fetched));
    }

    private Future<Void> release(Search search) {
        return database.statement(client -> WeChatTokenQueries.release(
                client, search.row().owner(), search.row().kind(), search.lease()));
    }

    /** Who lost the lease on the way looks again: somebody else's token is then the current one. */
    private Future<AppToken> store(Search search, Fetched fetched) {
        Buffer sealed = sealer.seal(fetched.value(), search.row().associatedData());
        return database.statement(client -> WeChatTokenQueries.store(
                        client,
                        search.row().owner(),
                        search.row().kind(),
                        search.lease(),
                        sealed,
                        sealer.primaryKeyId(),
                        fetched.life()))
                .compose(version -> version.isPresent()
                        ? Future.succeededFuture(token(fetched.value(), version.get(), Duration.ZERO, fetched.life()))
                        : look(search, 0));
    }

    private AppToken token(Secret value, long version, Duration age, Duration remaining) {
        return AppToken.of(value, version, new AppToken.Lifetime(clock.instant(), age, remaining), random);
    }
}
