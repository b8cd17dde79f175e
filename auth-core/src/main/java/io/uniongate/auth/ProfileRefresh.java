package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.Database;
import io.uniongate.db.GrantQueries;
import io.uniongate.db.GrantQueries.Claimed;
import io.uniongate.db.GrantQueries.SealedGrant;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps WeChat's grants for the clients that want profiles fresh, and fetches an old profile again behind the answer
 * to whoever reads it: the reader never waits for WeChat, and WeChat's troubles are never the reader's.
 */
final class ProfileRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileRefresh.class);

    /** People rename themselves now and then, and a day old is what a page may show; WeChat's quota is far away. */
    private static final Duration EVERY = Duration.ofDays(1);

    /** Longer than the calls take; after a failure, or a crash, the next read past it tries again. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final Bus bus;
    private final Database database;
    private final Sealer sealer;
    private final Clients clients;
    private final Clock clock;

    ProfileRefresh(Bus bus, Database database, Sealer sealer, Clients clients, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.sealer = sealer;
        this.clients = clients;
        this.clock = clock;
    }

    /** Keeps the grant of a login that brought a profile, if that is what the client wants. */
    Future<Void> keep(
            ClientId client, AppId app, OpenId openId, IdentityId identity, WeChat.@Nullable UserGrant grant) {
        Secret refreshToken = grant == null ? null : grant.refreshToken();
        if (grant == null || refreshToken == null || !isWantedBy(client)) {
            return Future.succeededFuture();
        }
        SealedGrant sealed = seal(grant, refreshToken, app, openId);
        Instant dueAt = clock.instant().plus(EVERY);
        return database.statement(statements -> GrantQueries.keep(statements, identity, sealed, dueAt));
    }

    /** Returns at once; what comes of it is seen by the next read. */
    void behind(Accounts.Find read) {
        Accounts.Reader reader = read.reader();
        if (reader == null || !isWantedBy(reader.client())) {
            return;
        }
        Instant now = clock.instant();
        database.statement(statements -> GrantQueries.claim(statements, reader.session(), now, now.plus(CLAIM)))
                .compose(claimed -> claimed.map(this::refresh).orElseGet(Future::succeededFuture))
                .onFailure(cause -> LOG.warn("A profile could not be fetched again: {}", cause.getMessage()));
    }

    private boolean isWantedBy(ClientId client) {
        return clients.find(client).filter(Client::profileRefresh).isPresent();
    }

    /** An access token, and the version of the grant that it is of. */
    private record Access(Secret token, int version) {}

    private Future<Void> refresh(Claimed grant) {
        return clock.instant().isBefore(grant.accessExpiresAt())
                ? fetch(grant, accessOf(grant))
                        .recover(cause -> isTokenRefused(cause) ? fetchRenewed(grant) : Future.failedFuture(cause))
                : fetchRenewed(grant);
    }

    private Future<Void> fetchRenewed(Claimed grant) {
        Secret refreshToken = sealer.open(grant.refreshToken(), refreshOwner(grant.app(), grant.openId()));
        return bus.ask(new WeChat.RefreshGrant(grant.app(), grant.openId(), refreshToken))
                .compose(renewal -> settle(grant, refreshToken, renewal))
                .compose(access -> access.map(renewed -> fetch(grant, renewed)).orElseGet(Future::succeededFuture));
    }

    private Future<Void> fetch(Claimed grant, Access access) {
        return bus.ask(new WeChat.FetchProfile(grant.app(), grant.openId(), access.token()))
                .map(WeChat.WebProfile::profile)
                .recover(
                        cause -> isBaseOnly(cause) ? Future.succeededFuture(Profile.EMPTY) : Future.failedFuture(cause))
                .compose(profile -> told(grant.identity(), access.version(), profile));
    }

    private Future<Void> told(IdentityId identity, int version, Profile profile) {
        Instant now = clock.instant();
        return database.statement(
                statements -> GrantQueries.told(statements, identity, version, profile, now, now.plus(EVERY)));
    }

    /** The renewed token; none when WeChat ended the grant, or when another login has replaced it meanwhile. */
    private Future<Optional<Access>> settle(Claimed grant, Secret refreshToken, WeChat.Renewal renewal) {
        if (renewal instanceof WeChat.Ended ended) {
            return end(grant, ended.reason()).map(Optional.empty());
        }
        WeChat.UserGrant renewed = ((WeChat.Renewed) renewal).grant();
        Secret next = renewed.refreshToken() == null ? refreshToken : renewed.refreshToken();
        SealedGrant sealed = seal(renewed, next, grant.app(), grant.openId());
        return database.statement(
                        statements -> GrantQueries.renew(statements, grant.identity(), grant.version(), sealed))
                .map(kept ->
                        kept ? Optional.of(new Access(renewed.accessToken(), grant.version() + 1)) : Optional.empty());
    }

    private Future<Void> end(Claimed grant, WeChat.EndReason reason) {
        return database.statement(statements ->
                GrantQueries.end(statements, grant.identity(), grant.version(), clock.instant(), reason.label()));
    }

    private Access accessOf(Claimed grant) {
        return new Access(sealer.open(grant.accessToken(), accessOwner(grant.app(), grant.openId())), grant.version());
    }

    private SealedGrant seal(WeChat.UserGrant grant, Secret refreshToken, AppId app, OpenId openId) {
        return new SealedGrant(
                sealer.seal(grant.accessToken(), accessOwner(app, openId)),
                sealer.seal(refreshToken, refreshOwner(app, openId)),
                sealer.primaryKeyId(),
                clock.instant().plus(grant.expiresIn()));
    }

    /** Of the token's kind too, so that one cannot be put in the other's place. */
    private static String accessOwner(AppId app, OpenId openId) {
        return "wechat-access-token:" + app + ":" + openId;
    }

    private static String refreshOwner(AppId app, OpenId openId) {
        return "wechat-refresh-token:" + app + ":" + openId;
    }

    private static boolean isTokenRefused(Throwable cause) {
        return ProblemException.carries(cause, Problem.CodeInvalid.class);
    }

    /** 48001: the grant does not cover the profile, and a new token of it would not either (behaviour.md T42). */
    private static boolean isBaseOnly(Throwable cause) {
        return ProblemException.carries(cause, Problem.InsufficientScope.class);
    }
}
