package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.db.Database;
import io.uniongate.db.FollowerQueries;
import io.uniongate.db.Opening;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from an official account who its follower is, without a page (protocol.md §1.6). Nobody's login fails with
 * this, or waits for it longer than a moment: it takes the app's shared token, which a login must not depend on.
 */
final class Followers {
    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Bus bus;
    private final Database database;
    private final WeChatApps apps;
    private final People people;
    private final Unifier unifier;
    private final Clock clock;

    Followers(Bus bus, Database database, WeChatApps apps, People people, Unifier unifier, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.apps = apps;
        this.people = people;
        this.unifier = unifier;
        this.clock = clock;
    }

    /** The unionid of somebody who follows and whose unionid nobody has told yet. */
    Future<Optional<UnionId>> unionId(AppId app, OpenId openId) {
        return isUnnamed(app, openId).compose(unnamed -> unnamed.orElse(isBound(app)) ? ask(app, openId) : nobody());
    }

    /** Unifies somebody known here who has begun to follow; whoever is not stays so until the first login. */
    Future<Void> unify(AppId app, OpenId openId) {
        return isUnnamed(app, openId)
                .compose(unnamed -> unnamed.orElse(false) ? ask(app, openId) : nobody())
                .compose(named -> named.isPresent() ? unify(app, openId, named.get()) : Future.succeededFuture());
    }

    private Future<Void> unify(AppId app, OpenId openId, UnionId unionId) {
        Opening opening = new Opening(people.of(app, openId, unionId), null, null, null);
        return unifier.arrive(opening, SignUp.PROFILE_REQUIRED).mapEmpty();
    }

    private Future<Optional<Boolean>> isUnnamed(AppId app, OpenId openId) {
        Short scope = people.scopes().get(app);
        return scope == null || !isBound(app)
                ? Future.succeededFuture(Optional.empty())
                : database.statement(client -> FollowerQueries.isUnnamed(client, app, openId, scope));
    }

    /** Only an official account has followers, names them in its own name only, and by unionid only if it is bound. */
    private boolean isBound(AppId app) {
        WeChatApp registered = apps.find(app);
        return registered != null
                && registered.kind() == AppKind.OFFICIAL_ACCOUNT
                && registered.secret() != null
                && people.scopes().get(app) != null;
    }

    private Future<Optional<UnionId>> ask(AppId app, OpenId openId) {
        // WeChat tells its own times in whole seconds, and of the same second the later word counts.
        Instant askedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return bus.ask(new Platform.FetchFollower(app, openId))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .compose(follower -> noted(app, follower, askedAt))
                .onFailure(cause -> LOG.warn("A follower of {} could not be looked up: {}", app, cause.getMessage()))
                .otherwise(Optional.empty());
    }

    private Future<Optional<UnionId>> noted(AppId app, Platform.Follower follower, Instant askedAt) {
        return database.statement(client -> FollowerQueries.set(
                        client, app, follower.openId(), follower.follows(), askedAt, clock.instant()))
                .map(newest -> Optional.ofNullable(follower.unionId()));
    }

    private static Future<Optional<UnionId>> nobody() {
        return Future.succeededFuture(Optional.empty());
    }
}
