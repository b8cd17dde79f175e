package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.Database;
import io.uniongate.db.Opening;
import io.uniongate.db.RegistrationQueries;
import io.uniongate.db.RegistrationQueries.Pending;
import io.uniongate.db.SealedKey;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of somebody unknown to an app that wants a profile first: a handle now, a user with the profile. */
final class Registrations {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Database database;
    private final Unifier unifier;
    private final SessionKeys sessionKeys;
    private final Sealer sealer;
    private final ClientData clientData;
    private final SecretSource secrets;
    private final Clock clock;

    Registrations(
            Database database,
            Unifier unifier,
            SessionKeys sessionKeys,
            Sealer sealer,
            ClientData clientData,
            SecretSource secrets,
            Clock clock) {
        this.database = database;
        this.unifier = unifier;
        this.sessionKeys = sessionKeys;
        this.sealer = sealer;
        this.clientData = clientData;
        this.secrets = secrets;
        this.clock = clock;
    }

    Future<SignIn.ProfileRequired> pend(Opening opening, WeChat.MiniProgramLogin login) {
        Secret handle = secrets.next();
        SealedKey key = opening.key();
        if (key == null) {
            throw new IllegalStateException("A mini program's login has a session_key");
        }
        Pending pending =
                new Pending(opening.person().app(), login.openId(), login.unionId(), key.sealed(), key.obtainedAt());
        return database.statement(client -> RegistrationQueries.pend(
                        client, SecretHash.of(handle), pending, clock.instant().plus(LIFE)))
                .map(new SignIn.ProfileRequired(handle, LIFE));
    }

    /** Somebody whose profile is proven, so that the handle may become a user. */
    record Proven(
            Secret handle,
            AppId app,
            OpenId openId,
            @Nullable UnionId unionId,
            Profile profile,
            SealedKey key) {}

    /** Checks signature and data under the pending session_key; a wrong one leaves the handle as it is. */
    Future<Proven> prove(SignIn.WithProfile ask) {
        return database.statement(
                        client -> RegistrationQueries.find(client, SecretHash.of(ask.session()), clock.instant()))
                .map(found -> prove(ask, found.orElseThrow(Registrations::expired)));
    }

    private Proven prove(SignIn.WithProfile ask, Pending pending) {
        Secret sessionKey = sessionKeys.open(pending.sealedKey(), pending.app(), pending.openId());
        ClientData.Proven proven = clientData.open(ask.profile(), sessionKey, pending.app(), pending.openId());
        UnionId unionId = pending.unionId() == null ? proven.unionId() : pending.unionId();
        String keyId = sealer.sealedWith(pending.sealedKey()).orElseThrow();
        return new Proven(
                ask.session(),
                pending.app(),
                pending.openId(),
                unionId,
                proven.profile(),
                new SealedKey(pending.sealedKey(), keyId, pending.obtainedAt()));
    }

    /** Turns the handle, once, into the user that the person is. */
    Future<Unifier.Arrival> settle(Proven proven, Opening opening) {
        return unifier.settle(
                        opening,
                        SignUp.AUTOMATIC,
                        (tx, arrival) -> take(tx, proven).compose(taken -> named(tx, arrival, proven)))
                .map(Optional::orElseThrow);
    }

    private Future<Void> take(SqlConnection tx, Proven proven) {
        return RegistrationQueries.take(tx, SecretHash.of(proven.handle()), clock.instant())
                .map(taken -> {
                    if (!taken) {
                        throw expired();
                    }
                    return null;
                });
    }

    private Future<Unifier.Arrival> named(SqlConnection tx, Unifier.Arrival arrival, Proven proven) {
        return AccountQueries.change(tx, arrival.account().id(), proven.profile(), arrival.identity(), clock.instant())
                .compose(changed -> AccountQueries.find(tx, arrival.account().id()))
                .map(account -> new Unifier.Arrival(account.orElseThrow(), arrival.identity(), arrival.decision()));
    }

    private static ProblemException expired() {
        return new ProblemException(new Problem.RegistrationExpired());
    }
}
