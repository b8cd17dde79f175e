package io.uniongate.auth;

import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.push.Push;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.EventQueries;
import io.uniongate.db.FollowerQueries;
import io.uniongate.db.GrantQueries;
import io.uniongate.db.IdentityQueries;
import io.uniongate.db.IdentityQueries.Holder;
import io.uniongate.db.ScanQueries;
import io.uniongate.db.WithdrawalQueries;
import io.uniongate.db.WithdrawalQueries.ProfileParts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What WeChat's events do here (protocol.md §1.11, adr/0009): all of it in the caller's transaction. */
final class PushEffects {
    private static final Logger LOG = LoggerFactory.getLogger(PushEffects.class);

    /** What came after an event is not its business; WeChat's clock and ours may differ by this much. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Deregistration deregistration;
    private final Clock clock;

    PushEffects(Clock clock) {
        this.deregistration = new Deregistration(clock);
        this.clock = clock;
    }

    Future<Void> apply(SqlConnection tx, Push.Event event) {
        if (event instanceof Push.Subscribed subscribed) {
            return follows(tx, subscribed, subscribed.scene());
        } else if (event instanceof Push.Scanned scanned) {
            return follows(tx, scanned, scanned.scene());
        }
        return holder(tx, event).compose(holder -> apply(tx, event, holder));
    }

    private Future<Void> follows(SqlConnection tx, Push.Event event, @Nullable String scene) {
        Instant now = clock.instant();
        return FollowerQueries.set(tx, event.app(), event.openId(), true, event.at(), now)
                .compose(newest -> scene == null
                        ? Future.succeededFuture()
                        : ScanQueries.confirm(tx, SecretHash.of(scene), event.app(), event.openId(), now));
    }

    /** The identity, its user locked: the survivor, if a merge ran meanwhile. */
    private Future<Optional<Holder>> holder(SqlConnection tx, Push.Event event) {
        return IdentityQueries.locate(tx, event.app(), event.openId())
                .compose(seen -> seen.isEmpty()
                        ? Future.succeededFuture(seen)
                        : AccountQueries.lock(tx, seen.get().user())
                                .compose(user -> IdentityQueries.locate(tx, event.app(), event.openId())
                                        .map(now -> now.map(holder -> sameUser(holder, user)))));
    }

    private static Holder sameUser(Holder holder, Optional<UserId> locked) {
        if (!locked.equals(Optional.of(holder.user()))) {
            throw new ProblemException(new Problem.StorageUnavailable(1));
        }
        return holder;
    }

    private Future<Void> apply(SqlConnection tx, Push.Event event, Optional<Holder> holder) {
        if (event instanceof Push.Unsubscribed unsubscribed) {
            return unsubscribed(tx, unsubscribed, holder);
        } else if (event instanceof Push.AuthorizationCancelled cancelled) {
            return deregistration.apply(tx, cancelled, holder, until(cancelled));
        } else if (holder.isEmpty()) {
            return Future.succeededFuture();
        } else if (event instanceof Push.AuthorizationRevoked revoked) {
            return revoked(tx, revoked, holder.get());
        }
        return modified(tx, event, holder.get());
    }

    private Future<Void> unsubscribed(SqlConnection tx, Push.Unsubscribed event, Optional<Holder> holder) {
        return holder.isEmpty()
                ? FollowerQueries.forget(tx, event.app(), event.openId(), event.at())
                : FollowerQueries.set(tx, event.app(), event.openId(), false, event.at(), clock.instant())
                        .compose(follows -> follows ? done() : left(tx, event, holder.get()));
    }

    /** What WeChat told of the person goes, and the grant that would fetch it again; account and link stay. */
    private Future<Void> left(SqlConnection tx, Push.Unsubscribed event, Holder holder) {
        Instant now = clock.instant();
        return WithdrawalQueries.clearProfile(tx, holder, ProfileParts.all(until(event)), now)
                .compose(cleared -> GrantQueries.endAny(tx, holder.identity(), now, "unsubscribed"));
    }

    private Future<Void> modified(SqlConnection tx, Push.Event event, Holder holder) {
        Instant now = clock.instant();
        return WithdrawalQueries.clearProfile(tx, holder, ProfileParts.all(until(event)), now)
                .compose(cleared -> WithdrawalQueries.refreshNow(tx, holder, now));
    }

    private Future<Void> revoked(SqlConnection tx, Push.AuthorizationRevoked event, Holder holder) {
        Revocation revocation = Revocation.of(event.items());
        Instant now = clock.instant();
        if (!revocation.unknown().isEmpty()) {
            LOG.warn("WeChat told of app {} that items {} were withdrawn: unknown", event.app(), revocation.unknown());
        }
        JsonObject data = JsonObject.of(
                "identityId", holder.identity().toString(), "items", new JsonArray(List.copyOf(event.items())));
        return EventQueries.tell(tx, now, "authorization.revoked", holder.user(), event.app(), data)
                .compose(told -> revocation.isOfProfile() ? clear(tx, revocation, event, holder) : done())
                .compose(cleared ->
                        revocation.phone() ? WithdrawalQueries.removePhones(tx, holder, until(event), now) : done())
                .compose(removed ->
                        revocation.grant() ? GrantQueries.endAny(tx, holder.identity(), now, "revoked") : done());
    }

    private Future<Void> clear(
            SqlConnection tx, Revocation revocation, Push.AuthorizationRevoked event, Holder holder) {
        ProfileParts parts = new ProfileParts(revocation.nickName(), revocation.avatar(), until(event));
        return WithdrawalQueries.clearProfileOfAnySource(tx, holder, parts, clock.instant());
    }

    private static Instant until(Push.Event event) {
        return event.at().plus(CLOCKS_APART);
    }

    private static Future<Void> done() {
        return Future.succeededFuture();
    }
}
