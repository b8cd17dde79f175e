package io.uniongate.auth;

import io.uniongate.contract.push.Push;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.EventQueries;
import io.uniongate.db.IdentityQueries;
import io.uniongate.db.IdentityQueries.Holder;
import io.uniongate.db.SessionQueries;
import io.uniongate.db.WithdrawalQueries;
import io.uniongate.db.WithdrawalQueries.ProfileParts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** With the last identity the account goes; while there is another, only what came with this one (adr/0009). */
final class Deregistration {
    private final Clock clock;

    Deregistration(Clock clock) {
        this.clock = clock;
    }

    /** Whoever came back after that time is somebody new, whom the event does not mean. */
    Future<Void> apply(SqlConnection tx, Push.AuthorizationCancelled event, Optional<Holder> holder, Instant until) {
        if (holder.isPresent() && holder.get().linkedAt().isAfter(until)) {
            return Future.succeededFuture();
        }
        return IdentityQueries.forget(tx, event.app(), event.openId())
                .compose(forgotten ->
                        holder.isPresent() ? deregister(tx, event, holder.get(), until) : Future.succeededFuture());
    }

    private Future<Void> deregister(SqlConnection tx, Push.AuthorizationCancelled event, Holder holder, Instant until) {
        JsonObject data = JsonObject.of("identityId", holder.identity().toString());
        return EventQueries.tell(tx, clock.instant(), "authorization.cancelled", holder.user(), event.app(), data)
                .compose(told -> holder.isLast() ? erase(tx, holder) : remove(tx, holder, until));
    }

    private Future<Void> erase(SqlConnection tx, Holder holder) {
        Instant now = clock.instant();
        return SessionQueries.endAll(tx, holder.user(), "erased", now)
                .compose(ended -> AccountQueries.erase(tx, holder.user(), "wechat", now));
    }

    private Future<Void> remove(SqlConnection tx, Holder holder, Instant until) {
        Instant now = clock.instant();
        return SessionQueries.endOfIdentity(tx, holder.user(), holder.identity(), "erased", now)
                .compose(ended -> WithdrawalQueries.clearProfile(tx, holder, ProfileParts.all(until), now))
                .compose(cleared -> WithdrawalQueries.removePhones(tx, holder, until, now))
                .compose(removed -> IdentityQueries.removeIdentity(tx, holder, now));
    }
}
